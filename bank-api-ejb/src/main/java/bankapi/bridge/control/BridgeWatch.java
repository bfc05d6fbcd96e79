package bankapi.bridge.control;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this node's calls to Bridge say about Bridge, for health, metrics and JMX. */
@ApplicationScoped
public class BridgeWatch {

  private static final String WRONG_CREDENTIALS = "invalid_client_credentials";

  @Inject Clock clock;

  private volatile @Nullable Instant lastAnswer;
  private volatile @Nullable Instant lastTrouble;
  private volatile @Nullable Instant lastTaken;
  private volatile boolean refused;

  /** Makes the call and remembers how it went. */
  BridgeReply over(BridgeCall call, Supplier<BridgeReply> exchange) {
    long start = System.nanoTime();
    BridgeMeters.Outcome outcome = BridgeMeters.Outcome.TROUBLE;
    try {
      BridgeReply reply = exchange.get();
      outcome = BridgeMeters.Outcome.of(reply);
      answered(reply);
      return reply;
    } catch (CallNotPermittedException e) {
      outcome = BridgeMeters.Outcome.SPARED;
      throw e;
    } catch (BridgeTrouble e) {
      lastTrouble = clock.instant();
      throw e;
    } finally {
      BridgeMeters.called(call.what(), outcome, System.nanoTime() - start);
    }
  }

  private void answered(BridgeReply reply) {
    lastAnswer = clock.instant();
    if (reply.succeeded()) {
      refused = false;
      lastTaken = lastAnswer;
    } else if (reply.says(WRONG_CREDENTIALS)) {
      refused = true;
    }
  }

  /** When Bridge answered last, whatever it said. */
  public Optional<Instant> lastAnswer() {
    return Optional.ofNullable(lastAnswer);
  }

  /** When Bridge was last not to be reached, or broken. */
  public Optional<Instant> lastTrouble() {
    return Optional.ofNullable(lastTrouble);
  }

  /** When Bridge last did what it was asked, and so took our credentials. */
  public Optional<Instant> lastTaken() {
    return Optional.ofNullable(lastTaken);
  }

  /** Bridge said that our own credentials are wrong, and has taken them in no call since. */
  public boolean credentialsRefused() {
    return refused;
  }
}
