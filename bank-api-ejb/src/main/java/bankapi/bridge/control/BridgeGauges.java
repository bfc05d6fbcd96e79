package bankapi.bridge.control;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What can be seen of Bridge's breaker, budgets and tokens on this node. */
@ApplicationScoped
public class BridgeGauges implements MeterBinder {

  @Inject BridgeCalls calls;
  @Inject BridgeWatch watch;
  @Inject ApplicationBudget budget;
  @Inject BridgeTokens tokens;

  @Override
  public void bindTo(MeterRegistry registry) {
    for (CircuitBreaker.State state :
        new CircuitBreaker.State[] {
          CircuitBreaker.State.CLOSED, CircuitBreaker.State.OPEN, CircuitBreaker.State.HALF_OPEN
        }) {
      Gauge.builder("bankapi.bridge.breaker", calls, c -> c.breaker() == state ? 1 : 0)
          .description("1 for the state the breaker towards Bridge is in")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .strongReference(true)
          .register(registry);
    }
    gauge(
        registry,
        "bankapi.bridge.credentials.refused",
        "1 where Bridge refuses our own credentials",
        watch,
        w -> w.credentialsRefused() ? 1 : 0);
    gauge(
        registry,
        "bankapi.bridge.waiting",
        "Requests that wait for their turn in the application's budget",
        budget,
        ApplicationBudget::waiting);
    gauge(
        registry,
        "bankapi.bridge.budget",
        "Requests that all nodes together may send in 5 minutes",
        budget,
        ApplicationBudget::limit);
    gauge(
        registry,
        "bankapi.bridge.tokens",
        "Tokens of Bridge users that are remembered",
        tokens,
        BridgeTokens::remembered);
  }

  private static <T> void gauge(
      MeterRegistry registry, String name, String help, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(help).strongReference(true).register(registry);
  }
}
