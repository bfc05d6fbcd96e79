package bankapi.bridge.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import bankapi.bridge.control.BridgeCall.Again;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens of Bridge's users. A token is used until shortly before its end (Bridge gives
 * two hours); however many calls need one at once, it is asked for once. Kept in memory: each node
 * has its own.
 */
@ApplicationScoped
public class BridgeTokens {

  private static final Duration UNSAID_LIFETIME = Duration.ofMinutes(30);

  private record Token(String bearer, Instant until) {}

  /** A token that a call has asked for, with the time which that call had. */
  private static final class Asking extends CompletableFuture<Token> {

    private final Instant deadline;

    Asking(Instant deadline) {
      this.deadline = deadline;
    }
  }

  /** How long before its end a token is no longer used. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.token-margin", defaultValue = "PT2M")
  Duration margin;

  @Inject BridgeCalls calls;
  @Inject BridgeClient client;
  @Inject UserBudget budget;
  @Inject Clock clock;

  private final Cache<UUID, Asking> tokens =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(3)).maximumSize(100_000).build();

  /**
   * The Authorization value for the user.
   *
   * @throws GatewayException BRIDGE_REFUSED when Bridge does not know the user
   */
  String bearer(BridgeCaller who, Instant deadline) {
    while (true) {
      Asking mine = new Asking(deadline);
      Asking known = tokens.asMap().putIfAbsent(who.userUuid(), mine);
      if (known == null) {
        return fetch(who, deadline, mine).bearer();
      }
      Token token = await(known, deadline);
      if (token != null && clock.instant().isBefore(token.until())) {
        return token.bearer();
      }
      // Ended, or the call that asked for it failed: the next one to get here asks.
      tokens.asMap().remove(who.userUuid(), known);
    }
  }

  /** The user's token is no longer good, whatever its end says. */
  void forget(UUID user) {
    tokens.invalidate(user);
  }

  /** The same, unless another call has already got a new one. */
  void forget(UUID user, String bearer) {
    Asking known = tokens.getIfPresent(user);
    if (known != null
        && known.isDone()
        && !known.isCompletedExceptionally()
        && known.join().bearer().equals(bearer)) {
      tokens.asMap().remove(user, known);
    }
  }

  /** How many are remembered on this node, those that have ended included. */
  long remembered() {
    return tokens.estimatedSize();
  }

  private Token fetch(BridgeCaller who, Instant deadline, Asking mine) {
    try {
      Token token = ask(who, deadline);
      mine.complete(token);
      return token;
    } catch (RuntimeException | Error e) {
      tokens.asMap().remove(who.userUuid(), mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private Token ask(BridgeCaller who, Instant deadline) {
    budget.takeToken(who.userUuid(), deadline);
    byte[] body =
        Json.createObjectBuilder()
            .add("user_uuid", who.userUuid().toString())
            .build()
            .toString()
            .getBytes(UTF_8);
    String what = "POST authorization/token";
    // Always: a token too many does no harm.
    BridgeReply reply =
        calls.send(new BridgeCall(what, who, Again.ALWAYS, deadline, () -> client.token(body)));
    if (reply.says("user.authentication.unauthorized") || reply.says("user.not_found")) {
      throw new UnknownBridgeUser();
    }
    JsonObject said = reply.content(what);
    String token = BridgeReply.text(said, "access_token");
    if (token == null || token.isBlank()) {
      throw BridgeFailures.notUnderstood(what);
    }
    Instant end = BridgeTimes.parse(BridgeReply.text(said, "expires_at"));
    Instant until = end == null ? clock.instant().plus(UNSAID_LIFETIME) : end.minus(margin);
    return new Token("Bearer " + token, until);
  }

  /** Null where another call's request failed for what need not be this call's fate. */
  private @Nullable Token await(Asking known, Instant deadline) {
    try {
      long nanos = Duration.between(clock.instant(), deadline).toNanos();
      return known.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GatewayException failure
          && failure.code() != Code.TOO_MANY_REQUESTS
          && !(failure.code() == Code.BRIDGE_UNAVAILABLE && hadLessTime(known, deadline))) {
        throw failure;
      }
      return null;
    } catch (TimeoutException e) {
      throw BridgeFailures.unavailable("Bridge does not answer at the moment", e);
    } catch (InterruptedException e) {
      throw BridgeFailures.interrupted(e);
    }
  }

  /** It was asked for once, or not waited for long enough, because that call had no more time. */
  private boolean hadLessTime(Asking failed, Instant deadline) {
    return failed.deadline.isBefore(deadline)
        && !clock.instant().plus(BridgeExchange.WORTH_IT).isBefore(failed.deadline);
  }
}
