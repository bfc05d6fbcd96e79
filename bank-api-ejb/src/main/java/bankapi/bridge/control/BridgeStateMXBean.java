package bankapi.bridge.control;

/** This node's way to Bridge. */
public interface BridgeStateMXBean {

  /** CLOSED lets calls through, OPEN refuses them, HALF_OPEN tries a few. */
  String getBreaker();

  /** Whether Bridge refuses our own credentials. */
  boolean isCredentialsRefused();

  /** When Bridge answered last, in UTC; empty if never. */
  String getLastAnswer();

  /** When Bridge was last not to be reached, or broken; empty if never. */
  String getLastTrouble();

  /** Requests in 5 minutes, for all nodes together. */
  int getBudget();

  /** Requests that wait for their turn. */
  int getWaiting();

  /** Tokens of Bridge users that are remembered. */
  long getTokens();

  /** Lets calls through again at once: Bridge is back. */
  void resetBreaker();
}
