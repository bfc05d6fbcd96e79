package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.SiteSystem.Webhook;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a site sees of its webhooks, and asks for, with its own key. */
class WebhooksIT extends GatewayIT {

  private static final String DELIVERIES = "bank_api.webhooks.get_deliveries";
  private static final String REPLAY = "bank_api.webhooks.replay";
  private static final String TEST = "bank_api.webhooks.test";

  @BeforeEach
  void theSiteExists() {
    registered();
  }

  @Test
  void aTestIsSentAtOnceSignedAndAnsweredWithWhatTheReceiverSaid() {
    String url = site.base() + "/hook?test=" + UUID.randomUUID();
    JsonNode answer = test(url);
    assertThat(answer.path("delivered").asBoolean()).isTrue();
    assertThat(answer.path("status").asInt()).isEqualTo(204);
    assertThat(answer.path("webhook_url").asText()).isEqualTo(url);
    assertThat(answer.path("error").isNull()).isTrue();
    assertThat(answer.path("resumed").asBoolean()).isFalse();
    Webhook ping = ping(answer.path("id").asText());
    assertThat(ping.event()).isEqualTo("ping");
    assertThat(ping.json().path("site").asText()).isEqualTo(SITE);
    assertThat(ping.isSignedBy(secret())).isTrue();
  }

  @Test
  void aTestThatFailsSaysWhyAndIsNotRepeated() {
    JsonNode answer = test(site.base() + "/nowhere");
    assertThat(answer.path("delivered").asBoolean()).isFalse();
    assertThat(answer.path("status").asInt()).isEqualTo(404);
    assertThat(answer.path("excerpt").asText()).contains("404");
    JsonNode delivery = one(answer.path("id").asText());
    assertThat(delivery.path("state").asText()).isEqualTo("cancelled");
    assertThat(delivery.path("last_status").asInt()).isEqualTo(404);
    assertThat(delivery.path("attempt_log")).hasSize(1);
  }

  @Test
  void aReceiverThatIsGoneIsHeldUntilATestArrives() {
    String url = site.base() + "/hook/gone-" + UUID.randomUUID();
    site.answer(url, 410);
    assertThat(test(url).path("status").asInt()).isEqualTo(410);
    site.answer(url, 204);
    JsonNode answer = test(url);
    assertThat(answer.path("delivered").asBoolean()).isTrue();
    assertThat(answer.path("resumed").asBoolean()).isTrue();
    assertThat(test(url).path("resumed").asBoolean()).isFalse();
  }

  @Test
  void onlyToHostsOfTheSite() {
    Answer answer =
        gateway.form(TEST, Map.of("site", SITE, "webhook_url", "https://elsewhere.example/hook"));
    assertThat(answer.status()).isEqualTo(417);
    assertThat(answer.excType()).isEqualTo("ValidationError");
  }

  @Test
  void replayedOneGoesOutAgainUnderTheSameId() {
    String id = test(site.base() + "/hook?again=1").path("id").asText();
    ping(id);
    JsonNode replayed = gateway.form(REPLAY, Map.of("site", SITE, "id", id)).message();
    assertThat(replayed.path("id").asText()).isEqualTo(id);
    awaitReceived(id, 2);
    awaitState(id, "delivered");
    assertThat(one(id).path("attempt_log")).hasSize(2);
  }

  @Test
  void allSinceGoOutAgainOnceForOneKey() {
    String id = test(site.base() + "/hook").path("id").asText();
    awaitState(id, "delivered");
    Map<String, Object> arguments =
        Map.of(
            "site",
            SITE,
            "since",
            one(id).path("created_at").asText(),
            "event",
            "ping",
            "idempotency_key",
            UUID.randomUUID().toString());
    JsonNode replay = gateway.json(REPLAY, arguments).message();
    assertThat(replay.path("replayed").asInt()).isGreaterThanOrEqualTo(1);
    assertThat(replay.path("finished").asBoolean()).isTrue();
    awaitReceived(id, 2);
    assertThat(gateway.json(REPLAY, arguments).message()).isEqualTo(replay);
    awaitState(id, "delivered");
    assertThat(one(id).path("attempt_log")).hasSize(2);
  }

  @Test
  void whatWasSentIsListedNewestFirstInParts() {
    String older = test(site.base() + "/hook").path("id").asText();
    String newer = test(site.base() + "/hook").path("id").asText();
    Map<String, Object> all =
        Map.of("site", SITE, "event", "ping", "state", "delivered", "since", "2020-01-01");
    JsonNode page = gateway.get(DELIVERIES, with(all, "limit", 1)).message();
    assertThat(page.path("deliveries")).hasSize(1);
    String first = page.path("deliveries").get(0).path("id").asText();
    assertThat(first).isGreaterThanOrEqualTo(newer);
    assertThat(page.path("next").asText()).isEqualTo(first);
    JsonNode rest = gateway.get(DELIVERIES, with(all, "after", newer)).message();
    assertThat(rest.path("deliveries"))
        .extracting(d -> d.path("id").asText())
        .contains(older)
        .doesNotContain(newer);
    assertThat(one(newer).has("payload")).isFalse();
  }

  @Test
  void whatIsNotYoursDoesNotExist() {
    String unknown = UUID.randomUUID().toString();
    for (String method : new String[] {DELIVERIES, REPLAY}) {
      for (String id : new String[] {unknown, "1"}) {
        Answer answer = gateway.form(method, Map.of("site", SITE, "id", id));
        assertThat(answer.status()).as(method).isEqualTo(404);
        assertThat(answer.excType()).isEqualTo("DoesNotExistError");
      }
      assertThat(gateway.form(method, Map.of("site", "another", "since", "2020-01-01")).status())
          .isEqualTo(404);
      assertThat(gateway.asGuest().form(method, Map.of("site", SITE)).status()).isEqualTo(403);
    }
  }

  @Test
  void whatChangesSomethingDemandsPost() {
    for (String method : new String[] {REPLAY, TEST}) {
      assertThat(gateway.get(method, Map.of("site", SITE, "since", "2020-01-01")).status())
          .isEqualTo(403);
    }
    assertThat(gateway.form(REPLAY, Map.of("site", SITE)).status()).isEqualTo(417);
  }

  /**
   * Other tests' webhooks may be on their way to the same receiver: then it is busy for a moment.
   */
  private JsonNode test(String url) {
    return Awaitility.await()
        .until(
            () -> gateway.form(TEST, Map.of("site", SITE, "webhook_url", url)),
            answer -> answer.status() != 429)
        .message();
  }

  private JsonNode one(String id) {
    return gateway
        .get(DELIVERIES, Map.of("site", SITE, "id", id))
        .message()
        .path("deliveries")
        .get(0);
  }

  private Webhook ping(String id) {
    return site.awaitWebhook(webhook -> id.equals(webhook.headers().get("webhook-id")));
  }

  private void awaitReceived(String id, int times) {
    Awaitility.await()
        .until(() -> site.received(w -> id.equals(w.headers().get("webhook-id"))).size() == times);
  }

  private void awaitState(String id, String state) {
    Awaitility.await().until(() -> one(id).path("state").asText().equals(state));
  }

  private String secret() {
    return gateway
        .form("bank_api.webhooks.get_secret", Map.of("site", SITE))
        .message()
        .path("secret")
        .asText();
  }

  private static Map<String, Object> with(Map<String, Object> all, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(all);
    more.put(name, value);
    return more;
  }
}
