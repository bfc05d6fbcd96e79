package bankapi.bank.control;

import bankapi.bridge.control.BridgeGateway;
import bankapi.platform.TestBeans;
import java.time.Clock;

/** Reference data as the container wires it. */
public final class TestReference {

  private TestReference() {}

  public static Categories categories(BridgeGateway gateway, Clock clock) {
    Categories categories =
        TestBeans.create(Categories.class, gateway, TestBeans.create(ReferenceTimes.class, clock));
    categories.prepare();
    return categories;
  }
}
