package bankapi.bridge.control;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of Bridge; nothing is asked of it for that. */
@ApplicationScoped
public class BridgeConditions {

  @Inject BridgeWatch watch;
  @Inject BridgeCalls calls;
  @Inject ApplicationBudget budget;

  /** Reads one row of the database, for the budget. */
  public BridgeCondition now() {
    CircuitBreaker.State breaker = calls.breaker();
    Instant answer = watch.lastAnswer().orElse(null);
    Instant trouble = watch.lastTrouble().orElse(null);
    return new BridgeCondition(
        state(breaker, watch.credentialsRefused(), answer, trouble),
        breaker.name().toLowerCase(Locale.ROOT),
        answer,
        trouble,
        budget.use());
  }

  /** What keeps every call from working comes first. */
  static String state(
      CircuitBreaker.State breaker,
      boolean refused,
      @Nullable Instant answer,
      @Nullable Instant trouble) {
    if (breaker != CircuitBreaker.State.CLOSED) {
      return "down";
    }
    if (refused) {
      return "refused";
    }
    if (trouble != null && (answer == null || trouble.isAfter(answer))) {
      return "troubled";
    }
    return answer == null ? "unknown" : "up";
  }
}
