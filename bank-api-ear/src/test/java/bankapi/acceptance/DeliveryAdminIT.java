package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.ReceiverSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of deliveries and of Bridge's webhooks, and have done again or cancelled. */
class DeliveryAdminIT extends GatewayIT {

  private AdminSystem operator;

  @BeforeEach
  void login() {
    operator = AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
  }

  /** The address is gone: what was not sent to it yet is held, until it is cancelled. */
  @Test
  void heldDeliveriesAreCountedAndCancelledAtOnce() throws Exception {
    String from = "2020-01-01T00:00:00Z";
    try (ReceiverSystem receiver = new ReceiverSystem(410, "This address is closed.")) {
      String site = heldAt(receiver, 3);
      String held = "?waiting=held&event=item.deleted&site_id=" + site + "&from=" + from;
      assertThat(operator.get("deliveries/cancellable" + held).json().path("count").asLong())
          .isEqualTo(3);
      assertThat(operator.get("deliveries/cancellable?site_id=" + site).status()).isEqualTo(400);
      assertThat(operator.get("deliveries/cancellable" + held + "&state=dead").status())
          .isEqualTo(400);
      Map<String, Object> wish =
          Map.of("from", from, "site_id", site, "event", "item.deleted", "waiting", "held");
      assertThat(operator.post("deliveries/cancel", Map.of("site_id", site)).status())
          .isEqualTo(400);
      Answer due = operator.post("deliveries/cancel", Map.of("from", from, "waiting", "due"));
      assertThat(due.status()).isEqualTo(400);
      assertThat(due.json().at("/errors/0/field").asText()).isEqualTo("waiting");
      AdminSystem once = operator.with("Idempotency-Key", UUID.randomUUID().toString());
      Answer begun = once.post("deliveries/cancel", wish);
      assertThat(begun.status()).as(begun.body()).isEqualTo(200);
      String run = begun.json().path("id").asText();
      assertThat(begun.json().path("action").asText()).isEqualTo("cancel");
      assertThat(begun.json().path("wanted").asLong()).isEqualTo(3);
      assertThat(begun.json().path("done").asLong()).isEqualTo(3);
      assertThat(begun.json().path("state").asText()).isEqualTo("finished");
      assertThat(once.post("deliveries/cancel", wish).json()).isEqualTo(begun.json());
      assertThat(once.post("deliveries/replay", Map.of("from", from)).status()).isEqualTo(409);
      assertThat(operator.get("delivery-runs/" + run).json()).isEqualTo(begun.json());
      assertThat(operator.get("delivery-runs?action=cancel").body()).contains(run);
      assertThat(operator.get("delivery-runs?action=replay").body()).doesNotContain(run);
      assertThat(operator.post("delivery-runs/" + run + "/cancel").status()).isEqualTo(409);
      assertThat(operator.get("deliveries" + held).json().path("data")).isEmpty();
      assertThat(operator.get("deliveries?state=cancelled&site_id=" + site).json().path("data"))
          .as("kept for a month, without being sent")
          .hasSize(3);
      assertThat(operator.post("deliveries/cancel", wish).json().path("done").asLong(-1)).isZero();
      JsonNode audit =
          operator.get("audit?action=delivery.cancel-many&subject=run%20" + run).json();
      assertThat(audit.at("/data/0/actor").asText()).isEqualTo(Operators.OPERATOR);
    }
  }

  @Test
  void deliveriesAndEventsAreSeenAndDoneAgain() {
    Connected connected = connected();
    String story = "connections/" + connected.request() + "/timeline";
    JsonNode steps =
        Awaitility.await()
            .until(
                () -> operator.get(story).json().path("steps"),
                told ->
                    told.toString().contains("delivered")
                        && told.toString().contains("event.done"));
    String delivery = idOf(steps, "delivery.created");
    assertThat(operator.get("deliveries/" + delivery).json().path("attempts")).isNotEmpty();
    Answer replayed = operator.post("deliveries/" + delivery + "/replay");
    assertThat(replayed.status()).as(replayed.body()).isEqualTo(200);
    assertThat(operator.get("deliveries?limit=1&state=delivered").status()).isEqualTo(200);
    assertThat(
            operator
                .get("audit?action=delivery.replayed&subject=delivery%20" + delivery)
                .json()
                .path("data"))
        .hasSize(1);

    String site = operator.get("deliveries/" + delivery).json().at("/delivery/site_id").asText();
    Map<String, Object> wish =
        Map.of("from", "2020-01-01T00:00:00Z", "until", "2020-01-02T00:00:00Z", "site_id", site);
    AdminSystem once = operator.with("Idempotency-Key", UUID.randomUUID().toString());
    Answer many = once.post("deliveries/replay", wish);
    assertThat(many.status()).as(many.body()).isEqualTo(200);
    assertThat(once.post("deliveries/replay", wish).json().path("id"))
        .isEqualTo(many.json().path("id"));
    assertThat(operator.post("deliveries/replay", Map.of("site_id", site)).status()).isEqualTo(400);
    String replay = "delivery-runs/" + many.json().path("id").asText();
    assertThat(operator.get(replay).json().path("state").asText()).isEqualTo("finished");
    assertThat(operator.get(replay).json().path("wanted").asLong(-1)).isZero();
    assertThat(operator.get(replay).json().at("/which/site_id").asText()).isEqualTo(site);
    assertThat(operator.post(replay + "/cancel").status()).as("it is over").isEqualTo(409);
    assertThat(operator.get("delivery-runs?state=finished").body()).contains(site);
    assertThat(operator.get("delivery-runs?state=lost").status()).isEqualTo(400);
    assertThat(operator.get("deliveries/replayable?site_id=" + site).status()).isEqualTo(400);
    assertThat(
            operator
                .get("deliveries/replayable?from=2020-01-01T00:00:00Z&event=no&site_id=" + site)
                .json()
                .path("count")
                .asLong(-1))
        .isZero();
    assertThat(operator.get("delivery-runs?action=cancel").body())
        .doesNotContain(many.json().path("id").asText());
    JsonNode series = operator.get("overview/deliveries?step=PT1H").json();
    assertThat(series.path("data")).hasSize(24);
    long delivered = 0;
    for (JsonNode point : series.path("data")) {
      delivered += point.path("delivered").asLong();
    }
    assertThat(delivered).isPositive();
    assertThat(operator.get("overview/deliveries?step=PT1S").status()).isEqualTo(400);
    JsonNode targets =
        operator.get("webhook-targets?state=active&site_id=" + site).json().path("data");
    assertThat(targets.findValuesAsText("site_id")).isNotEmpty().containsOnly(site);
    assertThat(targets.findValuesAsText("site_key")).isNotEmpty().containsOnly(SITE);
    JsonNode part = operator.get("webhook-targets?limit=1&site_id=" + site).json();
    assertThat(part.path("data")).hasSize(1);
    assertThat(part.has("next")).isTrue();
    assertThat(operator.get("webhook-targets?after=nowhere").status()).isEqualTo(400);
    String target = "webhook-targets/" + targets.path(0).path("id").asText();
    assertThat(operator.get(target).status()).isEqualTo(200);
    assertThat(operator.post(target + "/resume").status()).as("nothing is held").isEqualTo(409);
    Answer ping = operator.post("sites/" + site + "/ping?webhook_url=https://evil.example/");
    assertThat(ping.status()).as(ping.body()).isEqualTo(400);
    assertThat(operator.post("sites/" + UUID.randomUUID() + "/ping").status()).isEqualTo(404);
    assertThat(operator.get("delivery-schedule").json().path("pauses").path(1).asText())
        .isEqualTo("PT5S");

    String event = idOf(steps, "event.received");
    JsonNode stored = operator.get("events/" + event).json();
    assertThat(stored.path("body").path("content").path("item_id").asLong())
        .isEqualTo(connected.itemId());
    assertThat(operator.post("events/" + event + "/redo").status()).isEqualTo(200);
    Awaitility.await()
        .until(
            () ->
                operator
                    .get("events/" + event)
                    .json()
                    .path("event")
                    .path("state")
                    .asText()
                    .equals("done"));
    Map<String, Object> span =
        Map.of("from", "2020-01-01T00:00:00Z", "until", "2020-01-02T00:00:00Z", "state", "done");
    Answer redone = operator.post("events/redo", span);
    assertThat(redone.status()).as(redone.body()).isEqualTo(200);
    assertThat(redone.json().path("wanted").asInt(-1)).isZero();
    assertThat(redone.json().path("state").asText()).isEqualTo("finished");
    String run = "event-runs/" + redone.json().path("id").asText();
    assertThat(operator.get(run).json()).isEqualTo(redone.json());
    assertThat(operator.post(run + "/cancel").status()).as("it is over").isEqualTo(409);
    assertThat(operator.get("event-runs?state=finished&limit=500").body())
        .contains(run.substring(11));
    Answer counted = operator.get("events/redoable?state=done&from=2020-01-01T00:00:00Z");
    assertThat(counted.json().path("count").asLong()).as(counted.body()).isPositive();
    assertThat(operator.post("events/redo", Map.of("state", "done")).status()).isEqualTo(400);
  }

  /**
   * @return the id of a site whose addresses are gone, and so many deletions wait to be told there
   */
  private String heldAt(ReceiverSystem receiver, int count) {
    Customer customer = customer();
    List<Connected> connections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String user = newUser();
      Map<String, Object> arguments = site.linkArguments(customer.site(), user);
      arguments.put("webhook_url", receiver.base() + "/hook/" + i);
      connections.add(connected(customer, user, arguments));
    }
    JsonNode item = operator.get("items/" + connections.get(0).itemId()).json();
    String id = item.path("site_id").asText();
    Awaitility.await()
        .until(
            () -> operator.get("webhook-targets?state=gone&site_id=" + id).json().path("data"),
            gone -> gone.size() == count);
    for (Connected connection : connections) {
      Answer deleted = operator.delete("items/" + connection.itemId());
      assertThat(deleted.status()).as(deleted.body()).isBetween(200, 204);
    }
    return id;
  }

  private static String idOf(JsonNode steps, String kind) {
    for (JsonNode step : steps) {
      if (step.path("kind").asText().equals(kind)) {
        return step.path("id").asText();
      }
    }
    throw new AssertionError("no " + kind + " in " + steps);
  }
}
