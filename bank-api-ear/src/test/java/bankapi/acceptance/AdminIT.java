package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do about connections: what became of them, what is done again, and the end. */
class AdminIT extends GatewayIT {

  private AdminSystem operator;

  @BeforeEach
  void login() {
    operator = AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
  }

  @Test
  void aCustomerLeavesAndNobodysNameIsKept() {
    Customer customer = customer();
    Connected first = connected(customer, newUser());
    Connected second = connected(customer, newUser());
    String path =
        "sites/"
            + operator.get("sites?site_key=" + customer.site()).json().at("/data/0/id").asText();

    assertThat(operator.delete("items/" + first.itemId()).status()).isEqualTo(204);
    assertThat(bridge.has(first.itemId())).isFalse();
    assertThat(operator.get("items/" + first.itemId()).json().path("deleted_at").isNull())
        .isFalse();

    JsonNode users = operator.get(path + "/users").json().path("data");
    assertThat(users.findValuesAsText("user")).containsExactly(second.user(), first.user());
    String user = path + "/users/" + users.at("/1/id").asText();
    assertThat(operator.delete(user).status()).isEqualTo(204);
    assertThat(operator.delete(user).status()).as("said again").isEqualTo(204);
    assertThat(operator.get(path + "/users").json().path("data").findValuesAsText("user"))
        .containsExactly(second.user());

    assertThat(operator.post(path + "/users/delete").status()).as("active").isEqualTo(409);
    assertThat(bridge.has(second.itemId())).isTrue();
    operator.post(path + "/suspend");
    assertThat(operator.get(path + "/users/deletable").json().path("count").asInt()).isEqualTo(1);
    AdminSystem once = operator.with("Idempotency-Key", UUID.randomUUID().toString());
    Answer begun = once.post(path + "/users/delete");
    assertThat(begun.json().path("wanted").asInt()).as(begun.body()).isEqualTo(1);
    String run = "user-runs/" + begun.json().path("id").asText();
    JsonNode deleted =
        Awaitility.await("it goes on by itself")
            .until(
                () -> operator.get(run).json(),
                now -> "finished".equals(now.path("state").asText()));
    assertThat(deleted.path("done").asInt()).as(deleted.toString()).isEqualTo(1);
    assertThat(deleted.path("left_out").asInt()).as(deleted.toString()).isZero();
    assertThat(once.post(path + "/users/delete").json()).isEqualTo(deleted);
    assertThat(operator.post(run + "/cancel").status()).isEqualTo(409);
    assertThat(
            operator
                .get("user-runs?state=finished&site_id=" + path.substring(6))
                .json()
                .path("data"))
        .containsExactly(deleted);
    assertThat(bridge.has(second.itemId())).isFalse();
    site.awaitWebhook("item.deleted", "item_id", second.itemId());
    assertThat(
            database.rows(
                "select id from bridge_user where site_user in (?, ?)",
                first.user(),
                second.user()))
        .isEmpty();
  }

  @Test
  void aConnectionIsFoundByWhatACustomerCanNameAndItsStoryTold() {
    Connected connected = connected();
    for (String filter :
        List.of(
            "user=" + connected.user(),
            "item_id=" + connected.itemId(),
            "state=succeeded&user=" + connected.user(),
            "site_key=" + SITE + "&item_id=" + connected.itemId())) {
      JsonNode found = operator.get("connections?" + filter).json().path("data");
      assertThat(found.findValuesAsText("request")).as(filter).contains(connected.request());
    }
    assertThat(
            operator.get("connections?state=expired&user=" + connected.user()).json().path("data"))
        .isEmpty();

    String story = "connections/" + connected.request() + "/timeline";
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(operator.get(story).json().path("steps").findValuesAsText("kind"))
                    .startsWith("request.opened", "session.opened")
                    .contains(
                        "browser.returned",
                        "request.succeeded",
                        "event.received",
                        "event.done",
                        "delivery.created",
                        "delivery.attempt"));

    JsonNode item = operator.get("items/" + connected.itemId()).json();
    assertThat(item.path("user").asText()).isEqualTo(connected.user());
    Answer read = operator.post("items/" + connected.itemId() + "/read");
    assertThat(read.status()).as(read.body()).isEqualTo(200);
    assertThat(operator.get("items?item_id=" + connected.itemId()).json().path("data")).hasSize(1);
    assertThat(operator.get("items/1").status()).isEqualTo(404);
  }

  @Test
  void whatIsOfAnItemAndWhatHappenedAtASiteIsFound() {
    Connected connected = connected();
    // news of its accounts may come at any moment: of this event there is one
    String item = "event=connection.succeeded&item_id=" + connected.itemId();
    Awaitility.await()
        .until(
            () ->
                !operator
                    .get("deliveries?state=delivered&" + item)
                    .json()
                    .at("/data/0")
                    .isMissingNode());
    JsonNode deliveries = operator.get("deliveries?" + item).json().path("data");
    assertThat(deliveries.findValuesAsText("item_id"))
        .containsOnly(String.valueOf(connected.itemId()));
    String site = deliveries.at("/0/site_id").asText();
    assertThat(deliveries.findValuesAsText("site_key")).isNotEmpty().containsOnly(SITE);
    String target = "target_id=" + deliveries.at("/0/target_id").asText();
    assertThat(operator.get("deliveries?" + target + "&" + item).json().path("data"))
        .hasSameSizeAs(deliveries);
    String ofItem = "item_id=" + connected.itemId();
    assertThat(operator.get("deliveries?item_id=1&" + target).json().path("data")).isEmpty();
    assertThat(operator.get("deliveries?item_id=one").status()).isEqualTo(400);
    assertThat(operator.get("deliveries?target_id=one").status()).isEqualTo(400);
    String since = "&from=2020-01-01T00:00:00Z&" + target;
    assertThat(operator.get("deliveries/replayable?" + item + since).json().path("count").asLong())
        .isEqualTo(deliveries.size());
    assertThat(
            operator.get("deliveries/cancellable?" + item + since).json().path("count").asLong(-1))
        .isZero();

    // the browser's return may have brought the news before Bridge's webhook
    JsonNode events =
        Awaitility.await()
            .until(
                () -> operator.get("events?" + ofItem + "&site_id=" + site).json().path("data"),
                found -> !found.isEmpty());
    assertThat(events.findValuesAsText("item_id")).containsOnly(String.valueOf(connected.itemId()));
    assertThat(events.findValuesAsText("site_key")).containsOnly(SITE);
    assertThat(
            operator.get("events?" + ofItem + "&site_id=" + UUID.randomUUID()).json().path("data"))
        .isEmpty();

    String timeline = "sites/" + site + "/timeline";
    JsonNode steps = operator.get(timeline + "?limit=500").json().path("data");
    assertThat(steps.findValuesAsText("id"))
        .contains(
            connected.request(), events.at("/0/id").asText(), deliveries.at("/0/id").asText());
    JsonNode first = operator.get(timeline + "?limit=1").json();
    assertThat(first.path("data")).hasSize(1);
    JsonNode second =
        operator.get(timeline + "?limit=1&after=" + first.path("next").asText()).json();
    assertThat(second.path("data")).hasSize(1).isNotEqualTo(first.path("data"));
    assertThat(operator.get(timeline + "?after=nowhere").status()).isEqualTo(400);
    assertThat(operator.get("sites/" + UUID.randomUUID() + "/timeline").status()).isEqualTo(404);
  }

  @Test
  void theOverviewTellsOfBridgeOfBanksAndOfASite() {
    Connected connected = connected();
    JsonNode overview = operator.get("overview").json();
    assertThat(overview.at("/bridge/state").asText()).isEqualTo("up");
    assertThat(overview.at("/bridge/breaker").asText()).isEqualTo("closed");
    assertThat(overview.at("/bridge/last_answer").asText()).isNotEmpty();
    assertThat(overview.at("/bridge/budget/limit").asInt()).isPositive();
    assertThat(overview.at("/bridge/budget/used_percent").isInt()).isTrue();
    assertThat(overview.path("silent_seconds").asLong()).isLessThan(3600);
    assertThat(overview.path("items_by_status").path("0").asLong()).isPositive();
    assertThat(overview.path("meaning_by_status").path("0").asText()).isEqualTo("healthy");
    assertThat(overview.path("sites_all").asInt())
        .isGreaterThanOrEqualTo(overview.path("sites").asInt())
        .isPositive();
    assertThat(overview.path("counted_to").asInt()).isPositive();

    JsonNode item = operator.get("items/" + connected.itemId()).json();
    assertThat(item.path("meaning").asText()).isEqualTo("healthy");
    String provider = item.path("provider_id").asText();
    JsonNode bank = operator.get("banks/" + provider).json().path("bank");
    assertThat(bank.path("items_by_status").path("0").asLong()).isPositive();
    assertThat(bank.path("meaning_by_status").path("0").asText()).isEqualTo("healthy");
    assertThat(bank.path("down_since").isTextual()).isFalse();
    assertThat(operator.get("banks?limit=500").json().path("data").findValuesAsText("provider_id"))
        .contains(provider);
    assertThat(operator.get("banks?down=maybe").status()).isEqualTo(400);
    assertThat(operator.get("banks/1").status()).isEqualTo(404);
    assertThat(
            operator
                .get("items?provider_id=" + provider + "&item_id=" + connected.itemId())
                .json()
                .path("data"))
        .hasSize(1);
    assertThat(operator.get("items?provider_id=1").json().path("data")).isEmpty();

    String health = "sites/" + item.path("site_id").asText() + "/health";
    assertThat(operator.get(health).json().path("items_by_status").path("0").asLong()).isPositive();
    assertThat(operator.get(health).json().path("meaning_by_status").path("0").asText())
        .isEqualTo("healthy");
    assertThat(AdminSystem.at(gateway).get(health).status()).isEqualTo(401);
    assertThat(operator.get("sites/" + UUID.randomUUID() + "/health").status()).isEqualTo(404);
  }

  @Test
  void settingsAreShownWithTheirSourceAndNoSecret() {
    Answer settings = operator.get("settings");
    assertThat(settings.body())
        .doesNotContain(Bench.API_SECRET)
        .doesNotContain(bridge.config().clientSecret())
        .doesNotContain(bridge.config().webhookSecret());
    JsonNode url = null;
    for (JsonNode setting : settings.json().path("data")) {
      if (setting.path("key").asText().equals("bankapi.public-url")) {
        url = setting;
      }
    }
    assertThat(url).isNotNull();
    assertThat(url.path("value").asText()).isEqualTo(gateway.base().toString());
    assertThat(url.path("source").asText()).isNotEmpty();
    JsonNode about = operator.get("about").json();
    assertThat(about.path("database").path("migrations")).isNotEmpty();
    assertThat(about.path("database").path("product").asText()).isNotEmpty();
    assertThat(about.path("server").asText()).isNotEmpty();
  }
}
