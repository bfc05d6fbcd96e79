package bankapi.sandbox.site;

import bankapi.sandbox.fault.RawConnection;
import bankapi.sandbox.json.Json;
import bankapi.sandbox.site.SiteMemory.Answering;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the gateway's webhooks arrive, and what tests may ask about them. */
public final class SiteWebhooks {

  private final SiteAccess access;
  private final SiteMemory memory;
  private final Clock clock;

  public SiteWebhooks(SiteAccess access, SiteMemory memory, Clock clock) {
    this.access = access;
    this.memory = memory;
    this.clock = clock;
  }

  public void register(RoutesConfig routes) {
    routes.post("/site/webhook", this::receive);
    routes.get("/site/api/webhooks", this::list);
    routes.delete(
        "/site/api/webhooks",
        http -> {
          memory.clearWebhooks();
          http.status(204);
        });
    routes.get("/site/api/returns", this::returns);
    routes.put("/site/api/webhook-answer", this::answering);
  }

  /** Verify first, then believe; answer quickly, work later. */
  private void receive(Context http) {
    byte[] body = http.bodyAsBytes();
    Map<String, String> headers = new TreeMap<>();
    http.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    boolean standard = false;
    boolean frappe = false;
    int deserved;
    try {
      Instant now = clock.instant();
      standard = access.verifies(verifier -> standard(verifier, headers, body, now));
      frappe =
          access.verifies(
              verifier -> verifier.frappe(headers.get("x-frappe-webhook-signature"), body));
      deserved = standard && frappe ? 200 : 401;
    } catch (GatewayRefusal | IllegalStateException e) {
      // Without the secret nothing can be believed: the gateway shall try again later.
      deserved = 503;
    }
    Answering answering = memory.nextAnswering();
    int status = answering.status() == 0 ? deserved : answering.status();
    memory.addWebhook(
        new ReceivedWebhook(clock.instant(), headers, body, standard, frappe, status));
    RawConnection.pause(answering.delayMs());
    http.status(status);
  }

  private static boolean standard(
      WebhookVerifier verifier, Map<String, String> headers, byte[] body, Instant now) {
    return verifier.standardWebhook(
        headers.get("webhook-id"),
        headers.get("webhook-timestamp"),
        headers.get("webhook-signature"),
        body,
        now);
  }

  private void list(Context http) {
    ArrayNode list = Json.array();
    memory.webhooks().forEach(webhook -> list.add(webhook.toJson()));
    json(http, list);
  }

  private void returns(Context http) {
    ArrayNode list = Json.array();
    memory.returns().forEach(query -> query.forEach(list.addObject()::put));
    json(http, list);
  }

  private void answering(Context http) {
    memory.answering(Json.toRecord(Json.parse(http.bodyAsBytes()), Answering.class));
    http.status(204);
  }

  private static void json(Context http, JsonNode json) {
    http.contentType("application/json").result(Json.bytes(json));
  }
}
