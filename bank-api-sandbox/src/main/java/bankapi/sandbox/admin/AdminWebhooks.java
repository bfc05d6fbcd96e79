package bankapi.sandbox.admin;

import bankapi.sandbox.json.Json;
import bankapi.sandbox.webhook.WebhookSender;
import bankapi.sandbox.webhook.WebhookSwitches;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;

/** Levers on webhooks. */
public final class AdminWebhooks implements AdminApi.Levers {

  private static final String SAMPLE_USER = "9a95b38f-f98b-417a-988b-9d0d584893e7";

  private final WebhookSender webhooks;

  public AdminWebhooks(WebhookSender webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/admin/webhooks", this::list);
    routes.delete(
        "/admin/webhooks",
        http -> {
          webhooks.clear();
          http.status(204);
        });
    routes.post("/admin/webhooks/test", this::test);
    routes.post("/admin/webhooks/release", this::release);
    routes.put("/admin/webhooks/target", this::target);
    routes.get(
        "/admin/webhooks/switches",
        http -> AdminCall.answer(http, Json.ofRecord(webhooks.switches())));
    routes.put("/admin/webhooks/switches", this::change);
  }

  private void list(Context http) {
    ArrayNode list = Json.array();
    webhooks.list().forEach(webhook -> list.add(webhook.toJson()));
    AdminCall.answer(http, list);
  }

  private void test(Context http) {
    AdminCall.answer(http, webhooks.sendTestEvent(SAMPLE_USER).toJson());
  }

  private void release(Context http) {
    ObjectNode json = Json.object();
    json.put("released", webhooks.release());
    AdminCall.answer(http, json);
  }

  private void target(Context http) {
    String url = AdminCall.body(http).path("url").asText("");
    webhooks.target(url.isEmpty() ? null : URI.create(url));
    http.status(204);
  }

  private void change(Context http) {
    webhooks.switches(
        Json.changed(webhooks.switches(), AdminCall.body(http), WebhookSwitches.class));
    AdminCall.answer(http, Json.ofRecord(webhooks.switches()));
  }
}
