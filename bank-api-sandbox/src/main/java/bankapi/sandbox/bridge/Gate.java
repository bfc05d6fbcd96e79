package bankapi.sandbox.bridge;

import bankapi.sandbox.fault.FaultRule;
import bankapi.sandbox.fault.Faults;
import bankapi.sandbox.fault.RawConnection;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every request to the API passes through: faults ordered by tests, the three groups of
 * headers, rate limits, Bridge's error envelope, and the record of calls.
 */
final class Gate {

  static final String VERSION = "2025-01-15";

  /** Where an endpoint notes the cursor of the next page. */
  static final String NEXT = "sandbox.next";

  private static final System.Logger LOGGER = System.getLogger(Gate.class.getName());
  private static final Pattern BEARER = Pattern.compile("[Bb]earer ([0-9A-Za-z._~+/=-]+)");
  private static final String USER = "sandbox.user";

  private final Credentials credentials;
  private final World world;
  private final Tokens tokens;
  private final RateLimits limits;
  private final Faults faults;
  private final Calls calls;

  Gate(
      Credentials credentials,
      World world,
      Tokens tokens,
      RateLimits limits,
      Faults faults,
      Calls calls) {
    this.credentials = credentials;
    this.world = world;
    this.tokens = tokens;
    this.limits = limits;
    this.faults = faults;
    this.calls = calls;
  }

  /** What callers must send as {@code Client-Id} and {@code Client-Secret}. */
  record Credentials(String id, String secret) {}

  /** An operation of the API. */
  @FunctionalInterface
  interface Operation {
    Answer answer(Call call);
  }

  /** Needs the application's credentials. */
  Handler application(Operation operation) {
    return http -> pass(http, false, operation);
  }

  /** Needs a user's bearer token in addition. */
  Handler user(Operation operation) {
    return http -> pass(http, true, operation);
  }

  private void pass(Context http, boolean needsUser, Operation operation) {
    @Nullable String cursor = http.queryParam("after");
    Map<FaultRule.Kind, FaultRule> struck =
        faults.strike(http.method().name(), http.path(), cursor);
    @Nullable FaultRule latency = struck.get(FaultRule.Kind.LATENCY);
    if (latency != null) {
      RawConnection.pause(latency.ms());
    }
    if (struck.containsKey(FaultRule.Kind.RESET)) {
      record(http, 0);
      RawConnection.reset(http);
      return;
    }
    if (replace(http, struck)) {
      return;
    }
    if (struck.containsKey(FaultRule.Kind.EXPIRED_TOKEN)) {
      @Nullable String bearer = bearer(http);
      if (bearer != null) {
        tokens.revoke(bearer);
      }
    }
    Answer answer = answer(http, needsUser, operation, struck);
    @Nullable String next = http.attribute(NEXT);
    if (next != null) {
      faults.ledTo(http.path(), cursor, next);
    }
    send(http, answer, struck);
  }

  private Answer answer(
      Context http, boolean needsUser, Operation operation, Map<FaultRule.Kind, FaultRule> struck) {
    try {
      checkApplication(http);
      @Nullable User user = needsUser ? caller(http) : null;
      checkLimits(user);
      return operation.answer(
          new Call(http, user, struck.containsKey(FaultRule.Kind.ENDLESS_CURSOR)));
    } catch (ApiError e) {
      return e.toAnswer();
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "the simulator itself failed", e);
      return ApiError.of(500, "internal_error", "The simulator failed").toAnswer();
    }
  }

  private void checkApplication(Context http) {
    if (!VERSION.equals(http.header("Bridge-Version"))) {
      throw ApiError.invalid(
          "invalid_request", "Bridge-Version " + VERSION + " is expected", "Bridge-Version");
    }
    if (!credentials.id().equals(http.header("Client-Id"))
        || !credentials.secret().equals(http.header("Client-Secret"))) {
      throw ApiError.of(
          401, "invalid_client_credentials", "client_id and client_secret are invalid");
    }
  }

  private User caller(Context http) {
    @Nullable String bearer = bearer(http);
    if (bearer == null) {
      throw ApiError.of(
          401, "invalid_authorization_header", "Authorization header has an invalid format");
    }
    User user =
        tokens
            .userOf(bearer)
            .flatMap(world::user)
            .orElseThrow(() -> ApiError.of(401, world.switches().expiredTokenCode(), null));
    http.attribute(USER, user.uuid());
    return user;
  }

  private static @Nullable String bearer(Context http) {
    @Nullable String header = http.header("Authorization");
    if (header == null) {
      return null;
    }
    Matcher matcher = BEARER.matcher(header);
    return matcher.matches() ? matcher.group(1) : null;
  }

  private void checkLimits(@Nullable User user) {
    if (world.switches().rateLimits()
        && (!limits.application() || (user != null && !limits.user(user)))) {
      throw ApiError.tooMany(world.switches().retryAfter());
    }
  }

  /** Answers something else without doing anything. */
  private boolean replace(Context http, Map<FaultRule.Kind, FaultRule> struck) {
    @Nullable FaultRule status = struck.get(FaultRule.Kind.STATUS);
    if (status != null) {
      byte[] body =
          status.body() != null
              ? status.body().getBytes(StandardCharsets.UTF_8)
              : ApiError.of(status.status(), "fault", "Ordered by a test").toAnswer().body();
      send(http, new Answer(status.status(), body, status.retryAfter()), struck);
      return true;
    }
    @Nullable FaultRule html = struck.get(FaultRule.Kind.HTML);
    if (html != null) {
      int code = html.status() == 0 ? 200 : html.status();
      record(http, code);
      String page = "<!doctype html><html><body><h1>Bad gateway</h1></body></html>";
      http.status(code).html(html.body() != null ? html.body() : page);
      return true;
    }
    @Nullable FaultRule empty = struck.get(FaultRule.Kind.EMPTY);
    if (empty != null) {
      send(http, Answer.empty(empty.status() == 0 ? 200 : empty.status()), struck);
      return true;
    }
    return false;
  }

  private void send(Context http, Answer answer, Map<FaultRule.Kind, FaultRule> struck) {
    record(http, answer.status());
    http.status(answer.status());
    if (answer.retryAfter() != null) {
      http.header("Retry-After", answer.retryAfter().toString());
    }
    if (answer.status() == 204) {
      return;
    }
    http.contentType("application/json");
    @Nullable FaultRule cut = struck.get(FaultRule.Kind.CUT);
    @Nullable FaultRule slow = struck.get(FaultRule.Kind.SLOW);
    if (cut != null) {
      RawConnection.cut(http, answer.body(), cut.bytes());
    } else if (slow != null) {
      RawConnection.dribble(http, answer.body(), slow.bytesPerSecond());
    } else {
      http.result(answer.body());
    }
  }

  private void record(Context http, int status) {
    @Nullable UUID user = http.attribute(USER);
    calls.add(
        new RecordedCall(
            world.now(),
            http.method().name(),
            http.path(),
            http.queryString(),
            user == null ? null : user.toString(),
            http.header("Accept-Language"),
            status));
  }
}
