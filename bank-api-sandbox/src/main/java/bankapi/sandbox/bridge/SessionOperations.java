package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Provider;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sessions of the hosted pages. */
final class SessionOperations {

  private final World world;
  private final Sessions sessions;
  private final RateLimits limits;
  private final Supplier<URI> baseUri;

  SessionOperations(World world, Sessions sessions, RateLimits limits, Supplier<URI> baseUri) {
    this.world = world;
    this.sessions = sessions;
    this.limits = limits;
    this.baseUri = baseUri;
  }

  Answer connect(Call call) {
    Body body = call.body(false);
    if (body.node().has("user_uuid")) {
      throw ApiError.invalid("invalid_request", "The bearer says who the user is", "user_uuid");
    }
    Optional<Long> provider = body.integer("provider_id");
    if (provider.isPresent() && Provider.find(provider.get()).isEmpty()) {
      throw ApiError.invalid(
          "connect_session.provider_id_invalid", "Unknown provider", "provider_id");
    }
    Optional<Long> itemId = body.integer("item_id");
    String accountTypes = accountTypes(body, "connect_session");
    Session session =
        session(call, body, false, provider.orElse(null), itemId.orElse(null), accountTypes);
    if (itemId.isPresent()) {
      if (world.item(itemId.get(), call.user()).isEmpty()) {
        throw ApiError.notFound("Item", itemId.get(), call.user().uuid());
      }
      if (!limits.managementFlow(itemId.get())) {
        throw ApiError.tooMany(world.switches().retryAfter());
      }
    } else if (session.forceReauthentication()) {
      throw ApiError.invalid(
          "invalid_request", "force_reauthentication needs an item_id", "force_reauthentication");
    }
    sessions.add(session);
    return created(session, "/connect/session/");
  }

  Answer manage(Call call) {
    Body body = call.body(false);
    Session session = session(call, body, true, null, null, accountTypes(body, "user_session"));
    sessions.add(session);
    return created(session, "/connect/user/");
  }

  private Session session(
      Call call,
      Body body,
      boolean manageAll,
      @Nullable Long provider,
      @Nullable Long itemId,
      String accountTypes) {
    String email = body.text("user_email").orElse("");
    if (!email.matches("[^@\\s]+@[^@\\s]+")) {
      throw ApiError.invalid(
          "connect_session.user_email_invalid", "user_email is mandatory", "user_email");
    }
    return new Session(
        UUID.randomUUID(),
        UUID.randomUUID(),
        call.user().uuid(),
        manageAll,
        callback(body),
        context(body),
        email,
        provider,
        itemId,
        body.flag("force_reauthentication", false),
        accountTypes,
        body.flag("allow_account_selection", true),
        body.integer("max_selectable_accounts").map(Long::intValue).orElse(Integer.MAX_VALUE),
        world.now());
  }

  private @Nullable String context(Body body) {
    @Nullable String context = body.text("context").orElse(null);
    if (context != null && !context.matches("[A-Za-z0-9-]{1,100}")) {
      throw ApiError.invalid(
          world.switches().contextErrorCode(),
          "context takes at most 100 letters, digits and hyphens",
          "context");
    }
    return context;
  }

  private static @Nullable URI callback(Body body) {
    try {
      @Nullable URI uri = body.text("callback_url").map(URI::create).orElse(null);
      if (uri == null || (uri.getHost() != null && uri.getScheme().matches("https?"))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the refusal.
    }
    throw ApiError.invalid(
        "connect_session.callback_url_invalid", "callback_url is no web address", "callback_url");
  }

  private static String accountTypes(Body body, String prefix) {
    String types = body.text("account_types").orElse("payment");
    if (!types.equals("payment") && !types.equals("all")) {
      throw ApiError.invalid(
          prefix + ".account_types_invalid",
          "account_types is invalid. It should be payment or all.",
          "account_types");
    }
    return types;
  }

  private Answer created(Session session, String path) {
    return Answer.created(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", session.id().toString());
          json.writeStringField("url", baseUri.get() + path + session.key());
          json.writeEndObject();
        });
  }
}
