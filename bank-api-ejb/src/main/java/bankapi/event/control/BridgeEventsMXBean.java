package bankapi.event.control;

/** The webhooks of Bridge; the same on every node, counted every 15 seconds. */
public interface BridgeEventsMXBean {

  /** Not worked off yet; -1 where nobody could count for a minute. */
  long getWaiting();

  /** For how long the oldest of them waits; -1 where nobody could count for a minute. */
  long getOldestWaitingSeconds();

  /** Given up; -1 where nobody could count for a minute. */
  long getFailed();
}
