package bankapi.bridge.control;

import bankapi.platform.control.HealthCheck;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.Set;

/**
 * Bridge as this node's own calls met it; nothing is asked for the sake of this answer. Without
 * Bridge links and data fail, but webhooks are still taken, and another node has no other Bridge:
 * it only warns.
 */
@ApplicationScoped
public class BridgeHealth implements HealthCheck {

  @Inject BridgeWatch watch;
  @Inject BridgeCalls calls;

  @Override
  public String name() {
    return "bridge";
  }

  @Override
  public Set<Probe> vitalFor() {
    return Set.of();
  }

  @Override
  public Finding look() {
    CircuitBreaker.State breaker = calls.breaker();
    JsonObjectBuilder data =
        Json.createObjectBuilder()
            .add("breaker", breaker.name().toLowerCase(Locale.ROOT))
            .add("credentials", watch.credentialsRefused() ? "refused" : "not refused");
    watch.lastAnswer().ifPresent(at -> data.add("last_answer", at.toString()));
    watch.lastTrouble().ifPresent(at -> data.add("last_trouble", at.toString()));
    return new Finding(
        breaker == CircuitBreaker.State.CLOSED && !watch.credentialsRefused(), data.build());
  }
}
