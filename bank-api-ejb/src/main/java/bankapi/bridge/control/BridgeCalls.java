package bankapi.bridge.control;

import bankapi.bridge.control.BridgeCall.Again;
import bankapi.bridge.control.BridgeTrouble.Kind;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is asked of Bridge, and keeps the peace: every request, repeated ones too, waits for
 * its budgets; only what may safely be repeated is, twice at most; a breaker spares Bridge and our
 * threads while Bridge is broken, for more than one user or bank; Bridge's own 429 is waited out
 * where there is time.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class BridgeCalls {

  /** Never set: its times mean nothing but their distance. */
  static final Clock STEADY =
      ((InstantSource) () -> Instant.EPOCH.plusNanos(System.nanoTime())).withZone(ZoneOffset.UTC);

  private static final Logger LOGGER = System.getLogger(BridgeCalls.class.getName());
  private static final Duration HOURS = Duration.ofHours(1);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

  /** The first pause before another try; each further one is twice as long, half at random. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.retry-pause", defaultValue = "PT0.3S")
  Duration retryPause;

  /** The first pause after a 429 that names none; each further one is twice as long. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.limit-pause", defaultValue = "PT1S")
  Duration limitPause;

  /** Share of failing calls, in percent, that opens the breaker. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.breaker.failure-rate", defaultValue = "50")
  int failureRate;

  /** The latest calls the breaker judges by; it never opens before it has seen half of them. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.breaker.calls", defaultValue = "20")
  int breakerCalls;

  /** How long an open breaker refuses before it lets a few calls try again. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.breaker.open-for", defaultValue = "PT30S")
  Duration openFor;

  @Inject ApplicationBudget application;
  @Inject UserBudget users;
  @Inject BridgeExchange exchange;
  @Inject BridgeWatch watch;
  @Inject Clock clock;

  /** The breaker's: a clock that is set back would keep it open for as long. */
  Clock steady = STEADY;

  private final AtomicReference<@Nullable Object> inDoubt = new AtomicReference<>();
  private CircuitBreaker breaker;
  private Retry retry;
  private IntervalFunction backOff;

  @PostConstruct
  void prepare() {
    breaker =
        CircuitBreaker.of(
            "bridge",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(breakerCalls)
                .minimumNumberOfCalls(Math.max(1, breakerCalls / 2))
                .failureRateThreshold(failureRate)
                .waitDurationInOpenState(openFor)
                .permittedNumberOfCallsInHalfOpenState(3)
                .ignoreException(e -> !(e instanceof BridgeTrouble) || e instanceof OwnTrouble)
                .clock(steady)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(
            e -> LOGGER.log(Level.WARNING, "Breaker towards Bridge: {0}", e.getStateTransition()));
    retry =
        Retry.of(
            "bridge",
            RetryConfig.custom()
                .maxAttempts(3)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(retryPause, 2, 0.5))
                .retryOnException(e -> e instanceof BridgeTrouble t && t.worthAnotherTry())
                .build());
    backOff = IntervalFunction.ofExponentialRandomBackoff(limitPause, 2, 0.5, LONGEST_BACK_OFF);
  }

  /**
   * @return Bridge's answer: a success, or a refusal in the range of 400, never 429
   * @throws GatewayException TOO_MANY_REQUESTS or BRIDGE_UNAVAILABLE
   */
  BridgeReply send(BridgeCall call) {
    try {
      for (int refusals = 1; ; refusals++) {
        BridgeReply reply = retry.executeSupplier(() -> attempt(call));
        if (reply.status() != 429) {
          return reply;
        }
        pauseOrGiveUp(call, reply, refusals);
      }
    } catch (BridgeTrouble e) {
      LOGGER.log(Level.WARNING, "{0} failed: {1}", call.what(), e.getMessage());
      throw BridgeFailures.unavailable("Bridge does not answer at the moment", e);
    } catch (CallNotPermittedException e) {
      Duration pause = openFor.toSeconds() < 1 ? Duration.ofSeconds(1) : openFor;
      throw GatewayException.unavailable(
          Code.BRIDGE_UNAVAILABLE, "Bridge does not answer at the moment", pause, e);
    }
  }

  /** Whether calls are let through at the moment. */
  CircuitBreaker.State breaker() {
    return breaker.getState();
  }

  /** Lets calls through again at once: for an operator who knows that Bridge is back. */
  void closeBreaker() {
    breaker.reset();
  }

  private BridgeReply attempt(BridgeCall call) {
    BridgeMeters.waiting(
        () -> {
          if (call.user() != null) {
            users.takeRequest(call.user(), call.background(), call.deadline());
          }
          application.take(call.tenant(), call.background(), call.deadline());
        });
    return watch.over(call, () -> breaker.executeSupplier(() -> judged(call)));
  }

  /**
   * One user whose reads fail, as often as they are tried, must not keep the others from Bridge:
   * what need not be Bridge's fault counts only after the same was met elsewhere. While the breaker
   * tries whether Bridge is back, all counts: what does not would be tried again and again, in the
   * place of the others.
   *
   * @throws OwnTrouble where the last such trouble was with the same user or bank
   */
  private BridgeReply judged(BridgeCall call) {
    try {
      return exchange.send(call);
    } catch (BridgeTrouble e) {
      boolean own =
          e.kind() == Kind.DOUBTFUL && call.about().equals(inDoubt.getAndSet(call.about()));
      throw own && breaker.getState() == CircuitBreaker.State.CLOSED ? new OwnTrouble(e) : e;
    }
  }

  private void pauseOrGiveUp(BridgeCall call, BridgeReply reply, int refusals) {
    Duration pause = reply.retryAfter();
    if (pause == null) {
      pause = call.again() == Again.NEVER ? HOURS : Duration.ofMillis(backOff.apply(refusals));
    }
    if (call.again() == Again.NEVER || clock.instant().plus(pause).isAfter(call.deadline())) {
      throw BridgeFailures.tooMany(pause);
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw BridgeFailures.interrupted(e);
    }
  }

  /** Met with one user or bank alone: says nothing about Bridge. */
  private static final class OwnTrouble extends BridgeTrouble {

    private static final long serialVersionUID = 1L;

    OwnTrouble(BridgeTrouble trouble) {
      super(
          String.valueOf(trouble.getMessage()), trouble.kind(), trouble.worthAnotherTry(), trouble);
    }
  }
}
