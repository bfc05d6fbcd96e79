package bankapi.sandbox.bridge;

import bankapi.sandbox.fault.Faults;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;

/** The simulated API's paths; all under {@code /v3}. */
public final class BridgeApi {

  private static final String BASE = "/v3/aggregation";

  private final Gate gate;
  private final RateLimits limits;
  private final UserOperations users;
  private final SessionOperations sessions;
  private final ItemOperations items;
  private final ReferenceOperations reference;

  /**
   * What the API works on.
   *
   * @param baseUri where this server is, for addresses in answers
   */
  public record Parts(
      World world,
      Tokens tokens,
      Sessions sessions,
      ItemLife life,
      Faults faults,
      Calls calls,
      Clock clock,
      Supplier<URI> baseUri) {}

  public BridgeApi(String clientId, String clientSecret, Parts parts) {
    World world = parts.world();
    Paging paging = new Paging(world);
    limits = new RateLimits(parts.clock());
    gate =
        new Gate(
            new Gate.Credentials(clientId, clientSecret),
            world,
            parts.tokens(),
            limits,
            parts.faults(),
            parts.calls());
    users = new UserOperations(world, parts.tokens(), limits, parts.life(), paging);
    sessions = new SessionOperations(world, parts.sessions(), limits, parts.baseUri());
    items = new ItemOperations(world, parts.life(), paging);
    reference = new ReferenceOperations(world, paging, parts.baseUri());
  }

  /** Forgets who called how often. */
  public void resetLimits() {
    limits.reset();
  }

  public void register(RoutesConfig routes) {
    routes.post(BASE + "/users", gate.application(users::create));
    routes.get(BASE + "/users", gate.application(users::list));
    routes.get(BASE + "/users/{uuid}", gate.application(users::get));
    routes.delete(BASE + "/users/{uuid}", gate.application(users::delete));
    routes.post(BASE + "/authorization/token", gate.application(users::token));
    routes.post(BASE + "/connect-sessions", gate.user(sessions::connect));
    routes.post(BASE + "/user-management-sessions", gate.user(sessions::manage));
    routes.get(BASE + "/items", gate.user(items::items));
    routes.get(BASE + "/items/{id}", gate.user(items::item));
    routes.delete(BASE + "/items/{id}", gate.user(items::delete));
    routes.post(BASE + "/items/{id}/refresh", gate.user(items::refresh));
    routes.get(BASE + "/accounts", gate.user(items::accounts));
    routes.get(BASE + "/accounts/{id}", gate.user(items::account));
    routes.get(BASE + "/transactions", gate.user(items::transactions));
    routes.get(BASE + "/transactions/{id}", gate.user(items::transaction));
    routes.get(BASE + "/categories", gate.application(reference::categories));
    routes.get(BASE + "/categories/{id}", gate.application(reference::category));
    routes.get("/v3/providers", gate.application(reference::providers));
    routes.get("/v3/providers/{id}", gate.application(reference::provider));
    Gate.Operation unknown =
        call -> {
          throw ApiError.of(404, "not_found", "The requested resource doesn't exist");
        };
    routes.get("/v3/*", gate.application(unknown));
    routes.post("/v3/*", gate.application(unknown));
    routes.put("/v3/*", gate.application(unknown));
    routes.delete("/v3/*", gate.application(unknown));
  }
}
