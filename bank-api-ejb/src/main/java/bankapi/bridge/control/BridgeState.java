package bankapi.bridge.control;

import bankapi.platform.control.Managed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** This node's way to Bridge in JMX. */
@ApplicationScoped
public class BridgeState implements BridgeStateMXBean, Managed {

  @Inject BridgeCalls calls;
  @Inject BridgeWatch watch;
  @Inject ApplicationBudget budget;
  @Inject BridgeTokens tokens;

  @Override
  public String type() {
    return "Bridge";
  }

  @Override
  public Class<?> view() {
    return BridgeStateMXBean.class;
  }

  @Override
  public String getBreaker() {
    return calls.breaker().name();
  }

  @Override
  public boolean isCredentialsRefused() {
    return watch.credentialsRefused();
  }

  @Override
  public String getLastAnswer() {
    return watch.lastAnswer().map(Object::toString).orElse("");
  }

  @Override
  public String getLastTrouble() {
    return watch.lastTrouble().map(Object::toString).orElse("");
  }

  @Override
  public int getBudget() {
    return budget.limit();
  }

  @Override
  public int getWaiting() {
    return budget.waiting();
  }

  @Override
  public long getTokens() {
    return tokens.remembered();
  }

  @Override
  public void resetBreaker() {
    calls.closeBreaker();
  }
}
