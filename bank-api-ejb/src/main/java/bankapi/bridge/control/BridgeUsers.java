package bankapi.bridge.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import bankapi.bridge.control.BridgeCall.Again;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes, finds and deletes the users of our application at Bridge. */
@ApplicationScoped
public class BridgeUsers {

  @Inject BridgeClient client;
  @Inject BridgeCalls calls;

  UUID create(UUID tenant, UUID externalUserId, boolean readBackOnConflict, Instant deadline) {
    String what = "POST users";
    byte[] wish =
        Json.createObjectBuilder()
            .add("external_user_id", externalUserId.toString())
            .build()
            .toString()
            .getBytes(UTF_8);
    BridgeReply reply =
        calls.send(
            new BridgeCall(
                what,
                tenant,
                externalUserId,
                Again.IF_LIMITED,
                deadline,
                () -> client.createUser(wish)));
    return reply.status() == 409 && readBackOnConflict
        ? find(tenant, externalUserId, false, deadline)
            .orElseThrow(() -> BridgeFailures.notUnderstood(what))
        : uuid(what, reply.content(what));
  }

  /** False only where Bridge says by its own word for it that it has no such user. */
  boolean exists(UUID tenant, UUID userUuid, Instant deadline) {
    String what = "GET users/{uuid}";
    BridgeReply reply =
        calls.send(
            new BridgeCall(
                what,
                tenant,
                userUuid,
                Again.ALWAYS,
                deadline,
                () -> client.user(userUuid.toString())));
    if (reply.status() == 404 && reply.says("user.not_found")) {
      return false;
    }
    if (reply.missing()) {
      throw BridgeFailures.notUnderstood(what);
    }
    if (!reply.succeeded()) {
      throw BridgeFailures.of(what, reply);
    }
    return true;
  }

  /** Done as well where Bridge says by its own word that it has no such user. */
  void delete(UUID tenant, UUID userUuid, boolean background, Instant deadline) {
    String what = "DELETE users/{uuid}";
    BridgeReply reply =
        calls.send(
            new BridgeCall(
                what,
                tenant,
                null,
                userUuid,
                background,
                Again.ALWAYS,
                deadline,
                () -> client.deleteUser(userUuid.toString())));
    boolean gone = reply.status() == 404 && reply.says("user.not_found");
    if (!gone && reply.missing()) {
      throw BridgeFailures.notUnderstood(what);
    }
    if (!gone && !reply.succeeded()) {
      throw BridgeFailures.of(what, reply);
    }
  }

  /** Empty only where Bridge finds none; an answer with others only is no answer. */
  Optional<UUID> find(UUID tenant, UUID externalUserId, boolean background, Instant deadline) {
    String what = "GET users";
    String ours = externalUserId.toString();
    JsonObject page =
        calls
            .send(
                new BridgeCall(
                    what,
                    tenant,
                    null,
                    externalUserId,
                    background,
                    Again.ALWAYS,
                    deadline,
                    () -> client.users(ours)))
            .content(what);
    JsonArray rows = BridgeReply.rows(what, page);
    for (JsonValue value : rows) {
      // Compared, because a filter that Bridge ignored would hand us somebody else.
      if (value instanceof JsonObject user
          && ours.equals(BridgeReply.text(user, "external_user_id"))) {
        return Optional.of(uuid(what, user));
      }
    }
    if (!rows.isEmpty()) {
      throw BridgeFailures.notUnderstood(what);
    }
    return Optional.empty();
  }

  private static UUID uuid(String what, JsonObject user) {
    try {
      String uuid = BridgeReply.text(user, "uuid");
      if (uuid != null) {
        return UUID.fromString(uuid);
      }
    } catch (IllegalArgumentException e) {
      throw BridgeFailures.notUnderstood(what);
    }
    throw BridgeFailures.notUnderstood(what);
  }
}
