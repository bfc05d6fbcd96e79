package bankapi.acceptance.system;

import bankapi.sandbox.Sandbox;
import bankapi.sandbox.SandboxConfig;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bridge, played by the sandbox in this JVM. Its levers act on everything; a test names its own
 * item or user and leaves the rest alone, or puts back what it changed.
 */
public final class BridgeSystem {
  private final Sandbox sandbox;
  private final GatewaySystem admin;

  public BridgeSystem(URI gateway) {
    sandbox = Sandbox.start(SandboxConfig.forTests().toBuilder().gatewayUrl(gateway).build());
    admin = GatewaySystem.at(sandbox.baseUri(), "", "").asGuest();
  }

  public URI base() {
    return sandbox.baseUri();
  }

  public SandboxConfig config() {
    return sandbox.config();
  }

  /**
   * What the person did.
   *
   * @param callback where Bridge sends the browser
   * @param itemId 0 where none was made
   */
  public record Visit(URI callback, long itemId) {}

  /** The person follows a connect link and logs in at a bank with success. */
  public Visit connect(URI link) {
    return visit(link, Map.of("login", "success"));
  }

  /** The person follows a connect link and this happens: see the sandbox's logins. */
  public Visit visit(URI link, Map<String, ?> choices) {
    String path = link.getPath();
    String session = path.substring(path.lastIndexOf('/') + 1);
    JsonNode done = post("/admin/sessions/" + session + "/complete", choices);
    return new Visit(URI.create(done.path("callback").asText()), done.path("item_id").asLong());
  }

  /** Bridge refreshes an item; the order may name a status or changes of transactions. */
  public JsonNode refresh(long itemId, Map<String, ?> order) {
    return post("/admin/items/" + itemId + "/refresh", order);
  }

  /** An item of an existing user, connected without a person. */
  public long add(String userUuid) {
    return post("/admin/items", Map.of("user_uuid", userUuid)).path("id").asLong();
  }

  /** The same at a bank of the sandbox's. */
  public long add(String userUuid, long provider) {
    return post("/admin/items", Map.of("user_uuid", userUuid, "provider_id", provider))
        .path("id")
        .asLong();
  }

  /** Bridge's uuid of the user who has the item. */
  public String owner(long itemId) {
    for (JsonNode item : admin.path("/admin/items").json()) {
      if (item.path("id").asLong() == itemId) {
        return item.path("user_uuid").asText();
      }
    }
    throw new AssertionError("no item " + itemId);
  }

  /** Bridge deletes a user with all items, and says so by webhook. */
  public void deleteUser(String uuid) {
    send("DELETE", "/admin/users/" + uuid, "");
  }

  /** Orders failures: a list of the sandbox's fault rules as JSON. */
  public void fail(String rules) {
    send("PUT", "/admin/faults", rules);
  }

  /** One kind of failure for the paths that this matches: see the sandbox's fault rules. */
  public void fail(String match, String kind, Map<String, ?> more) {
    fail(List.of(rule(match, kind, more)));
  }

  /** Several of them. */
  public void fail(List<Map<String, Object>> rules) {
    fail(Answer.JSON.valueToTree(rules).toString());
  }

  /**
   * @param more of the sandbox's fault rules
   */
  public static Map<String, Object> rule(String match, String kind, Map<String, ?> more) {
    Map<String, Object> rule = new LinkedHashMap<>(more);
    rule.put("match", match);
    rule.put("kind", kind);
    return rule;
  }

  /**
   * Bridge says exactly this until it {@linkplain #recover() recovers}.
   *
   * @param bodies by regular expressions that the whole path matches
   */
  public void say(Map<String, String> bodies) {
    fail(
        Answer.JSON
            .valueToTree(
                bodies.entrySet().stream()
                    .map(
                        say ->
                            Map.of(
                                "match",
                                say.getKey(),
                                "kind",
                                "status",
                                "status",
                                200,
                                "body",
                                say.getValue()))
                    .toList())
            .toString());
  }

  public void recover() {
    send("DELETE", "/admin/faults", "");
  }

  /** The calls the gateway made, newest last; the query filters. */
  public JsonNode calls(String query) {
    return Answer.JSON.valueToTree(admin.path("/admin/calls" + query).json().path("calls"));
  }

  /** What Bridge would put into {@code BridgeApi-Signature} for this body. */
  public String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] secret = config().webhookSecret().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] hash = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      return "v1=" + HexFormat.of().withUpperCase().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many calls of the gateway's have changed something, or could have. */
  public long changingCalls() {
    long count = 0;
    for (JsonNode call : calls("")) {
      boolean reads = call.path("method").asText().equals("GET");
      if (!reads && !call.path("path").asText().endsWith("/authorization/token")) {
        count++;
      }
    }
    return count;
  }

  /** The item comes into being without a person and without a request of ours. */
  public long connectUnasked(String userUuid) {
    return post("/admin/items", Map.of("user_uuid", userUuid)).path("id").asLong();
  }

  /** The person takes the connection away at Bridge. */
  public void delete(long itemId) {
    send("DELETE", "/admin/items/" + itemId, "");
  }

  /** Turns some of the sandbox's switches, as JSON. */
  public void turn(String switches) {
    send("PUT", "/admin/switches", switches);
  }

  /** Changes how webhooks are sent: the sandbox's switches as JSON. */
  public void webhooks(String switches) {
    send("PUT", "/admin/webhooks/switches", switches);
  }

  /** Sends what the switches held back. */
  public void releaseWebhooks() {
    post("/admin/webhooks/release", Map.of());
  }

  public boolean has(long itemId) {
    for (JsonNode item : admin.path("/admin/items").json()) {
      if (item.path("id").asLong() == itemId) {
        return true;
      }
    }
    return false;
  }

  public void close() {
    sandbox.close();
  }

  private JsonNode post(String path, Map<String, ?> body) {
    return send("POST", path, Answer.JSON.valueToTree(body).toString()).json();
  }

  /** Fails the test where the lever is refused: what it was to prove would be proven by nothing. */
  private Answer send(String verb, String path, String body) {
    Answer answer =
        admin.send(
            admin
                .request(path)
                .header("Content-Type", "application/json")
                .method(verb, BodyPublishers.ofString(body)));
    if (answer.status() >= 300) {
      throw new AssertionError(path + " gave " + answer.status() + ": " + answer.body());
    }
    return answer;
  }
}
