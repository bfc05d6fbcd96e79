package bankapi.sandbox.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bankapi.sandbox.Caller;
import bankapi.sandbox.SandboxTest;
import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest extends SandboxTest {

  private record Received(String signature, byte[] body) {
    String type() {
      return Json.parse(body).path("type").asText();
    }

    JsonNode content() {
      return Json.parse(body).path("content");
    }
  }

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private HttpServer gateway;
  private Caller user;

  @BeforeEach
  void listen() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setExecutor(Executors.newSingleThreadExecutor());
    gateway.createContext(
        "/hook",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String signature = exchange.getRequestHeaders().getFirst("BridgeApi-Signature");
          boolean refuse = refusals.getAndDecrement() > 0;
          if (!refuse) {
            received.add(new Received(signature, body));
          }
          exchange.sendResponseHeaders(refuse ? 202 : 200, -1);
          exchange.close();
        });
    gateway.start();
    sandbox.webhooksTo(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/hook"));
    user = Caller.newUser(sandbox);
  }

  @AfterEach
  void hangUp() {
    gateway.stop(0);
  }

  private List<String> types() {
    return received.stream().map(Received::type).toList();
  }

  private String right(Received webhook) {
    return "v1=" + BridgeSignature.of(sandbox.config().webhookSecret(), webhook.body());
  }

  private void switches(String json) {
    assertThat(admin.put("/admin/webhooks/switches", json).status()).isEqualTo(200);
  }

  @Test
  void aConnectionIsToldBeforeTheBrowserGoesHome() {
    long item = user.connect("success");
    assertThat(types()).startsWith("item.created").endsWith("item.refreshed");
    assertThat(types()).filteredOn("item.account.created"::equals).hasSize(10);
    assertThat(received).allMatch(webhook -> webhook.signature().equals(right(webhook)));
    JsonNode refreshed = received.get(received.size() - 1).content();
    assertThat(refreshed.path("item_id").asLong()).isEqualTo(item);
    assertThat(refreshed.path("status_code").asInt()).isZero();
    assertThat(refreshed.path("full_refresh").asBoolean()).isTrue();
    assertThat(refreshed.path("refresh_trigger").asText()).isEqualTo("connect");
    assertThat(refreshed.path("authentication_expires_at").asText()).endsWith("Z");
  }

  @Test
  void anythingButTwoHundredIsTriedAgain() {
    refusals.set(3);
    admin.post("/admin/webhooks/test", "");
    await().until(() -> types().contains("TEST_EVENT"));
    await()
        .until(
            () -> admin.get("/admin/webhooks").json().at("/0/state").asText().equals("delivered"));
    JsonNode attempts = admin.get("/admin/webhooks").json().at("/0/attempts");
    assertThat(attempts)
        .extracting(a -> a.path("status").asInt())
        .containsExactly(202, 202, 202, 200);
  }

  @Test
  void aRefreshTellsTheNewStatusAndWhatChanged() {
    long item = user.connect("success");
    received.clear();
    admin.post(
        "/admin/items/" + item + "/refresh",
        "{\"status\":0,\"new\":4,\"updated\":2,\"deleted\":1,"
            + "\"authentication_expires_at\":\"2030-01-02T03:04:05Z\"}");
    await().until(() -> types().contains("item.refreshed"));
    assertThat(received)
        .filteredOn(webhook -> webhook.content().path("nb_new_transactions").asInt() == 4)
        .singleElement()
        .satisfies(
            webhook ->
                assertThat(webhook.content().path("nb_deleted_transactions").asInt()).isEqualTo(1));
    received.clear();
    admin.post("/admin/items/" + item + "/refresh", "{\"status\":1010}");
    await().until(() -> types().contains("item.refreshed"));
    assertThat(types()).containsExactly("item.refreshed");
    assertThat(received.get(0).content().path("status_code_info").asText())
        .isEqualTo("otp_required");
    assertThat(received.get(0).content().path("authentication_expires_at").asText())
        .isEqualTo("2030-01-02T03:04:05Z");
  }

  @Test
  void deletionsAreTold() {
    long item = user.connect("success");
    user.delete("/v3/aggregation/items/" + item);
    await().until(() -> types().contains("item.deleted"));
    String uuid = admin.get("/admin/users").json().at("/0/uuid").asText();
    user.delete("/v3/aggregation/users/" + uuid);
    await().until(() -> types().contains("user.deleted"));
    assertThat(received.get(received.size() - 1).content().path("user_uuid").asText())
        .isEqualTo(uuid);
  }

  @Test
  void duplicatesAndDisorderCanBeOrdered() {
    switches("{\"duplicate\":true,\"out_of_order\":true}");
    user.connect("success");
    await().until(() -> received.size() == 24);
    assertThat(types().subList(0, 4))
        .containsExactly("item.created", "item.created", "item.refreshed", "item.refreshed");
  }

  @Test
  void aSecondSignatureAndAForeignSchemePrecedeTheRightOne() {
    switches("{\"second_signature\":true,\"foreign_scheme\":true}");
    admin.post("/admin/webhooks/test", "");
    await().until(() -> !received.isEmpty());
    String signature = received.get(0).signature();
    assertThat(signature).matches("v2=[^,]+,v1=[0-9A-F]{64},v1=[0-9A-F]{64}");
    assertThat(signature).endsWith("," + right(received.get(0)));
  }

  @Test
  void aWrongSecretSignsWrongly() {
    switches("{\"wrong_secret\":true}");
    admin.post("/admin/webhooks/test", "");
    await().until(() -> !received.isEmpty());
    assertThat(received.get(0).signature()).isNotEqualTo(right(received.get(0)));
  }

  @Test
  void heldOnesWaitUntilReleasedAndLostOnesNeverCome() {
    switches("{\"order\":\"held\"}");
    user.connect("success");
    assertThat(received).isEmpty();
    assertThat(admin.post("/admin/webhooks/release", "").json().path("released").asInt())
        .isEqualTo(12);
    await().until(() -> received.size() == 12);
    switches("{\"order\":\"before\",\"lost\":true}");
    admin.post("/admin/webhooks/test", "");
    assertThat(admin.get("/admin/webhooks").json().at("/12/state").asText()).isEqualTo("lost");
  }
}
