package bankapi.sandbox.bridge;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Users and their access tokens. */
final class UserOperations {

  private final World world;
  private final Tokens tokens;
  private final RateLimits limits;
  private final ItemLife life;
  private final Paging paging;

  UserOperations(World world, Tokens tokens, RateLimits limits, ItemLife life, Paging paging) {
    this.world = world;
    this.tokens = tokens;
    this.limits = limits;
    this.life = life;
    this.paging = paging;
  }

  Answer create(Call call) {
    User user =
        world
            .createUser(call.body(true).text("external_user_id"))
            .orElseThrow(
                () ->
                    ApiError.of(
                        409,
                        "users.creation.already_exists_with_external_user_id",
                        "A user with this external_user_id already exists"));
    return Answer.created(json -> Wire.user(json, user));
  }

  Answer list(Call call) {
    Optional<String> externalId = call.query("external_user_id");
    List<User> users =
        externalId.isPresent()
            ? world.userOfExternalId(externalId.get()).stream().toList()
            : world.users();
    return paging.page(call, users, user -> user.ordinal() + 1, false, false, Wire::user);
  }

  Answer get(Call call) {
    UUID uuid = call.pathUuid();
    User user = world.user(uuid).orElseThrow(() -> unknown(uuid));
    return Answer.ok(json -> Wire.user(json, user));
  }

  Answer delete(Call call) {
    UUID uuid = call.pathUuid();
    if (!life.deleteUser(uuid)) {
      throw unknown(uuid);
    }
    return Answer.empty(204);
  }

  Answer token(Call call) {
    Body body = call.body(false);
    Optional<String> uuid = body.text("user_uuid");
    Optional<String> externalId = body.text("external_user_id");
    if (uuid.isPresent() == externalId.isPresent()) {
      throw ApiError.invalidBody();
    }
    User user =
        uuid.flatMap(UserOperations::parse)
            .flatMap(world::user)
            .or(() -> externalId.flatMap(world::userOfExternalId))
            .orElseThrow(() -> ApiError.of(401, "user.authentication.unauthorized", null));
    if (world.switches().rateLimits() && !limits.tokenCall(user)) {
      throw ApiError.tooMany(world.switches().retryAfter());
    }
    Tokens.Token token = tokens.issue(user.uuid());
    return Answer.created(
        json -> {
          json.writeStartObject();
          json.writeStringField("access_token", token.value());
          json.writeStringField("expires_at", Times.millis(token.expiresAt()));
          json.writeFieldName("user");
          Wire.user(json, user);
          json.writeEndObject();
        });
  }

  private static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ApiError unknown(UUID uuid) {
    return ApiError.of(404, "user.not_found", "User not found: " + uuid);
  }
}
