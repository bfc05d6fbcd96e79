package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import jakarta.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookSignaturesTest {

  private static final String NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLD = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final UUID ID = UUID.fromString("0190b1f2-7c1a-7abc-8def-0123456789ab");

  private final String body =
      new SiteEvent(
              UUID.randomUUID(),
              "ping",
              "https://erp.example.com",
              null,
              Json.createObjectBuilder().add("bank", "Crédit 🏦 \u0000").add("id", "x").build())
          .body(ID, Instant.parse("2026-01-05T10:00:00.123Z"));

  /** The library looks at the clock, so must the test. */
  private final Instant now = Instant.now();

  @Test
  void theOfficialLibraryAcceptsThemWithEitherLiveSecret() throws Exception {
    HttpHeaders headers = headers(signed(List.of(NEW, OLD)));
    new Webhook(NEW).verify(body, headers);
    new Webhook(OLD).verify(body, headers);
  }

  @Test
  void theOfficialLibraryRefusesAnotherBodyOrSecret() {
    HttpHeaders headers = headers(signed(List.of(NEW)));
    assertThatThrownBy(() -> new Webhook(OLD).verify(body, headers))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> new Webhook(NEW).verify(body + " ", headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void twoSecretsGiveTwoSignaturesNewestFirst() {
    String[] both = signed(List.of(NEW, OLD)).get("webhook-signature").split(" ");
    assertThat(both)
        .containsExactly(
            signed(List.of(NEW)).get("webhook-signature"),
            signed(List.of(OLD)).get("webhook-signature"));
  }

  @Test
  void frappesCheckValue() {
    byte[] bytes =
        "{\"request\": \"abc\", \"item_id\": 12, \"\\u00e9\": \"\\u00e0\"}"
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(WebhookSignatures.frappe("secret", bytes))
        .isEqualTo("a970IKaeTTtFiZ355ry8QyWWBuMcPIyWxu866MFLHZo=");
  }

  @Test
  void frappesKeyIsTheWholeTextOfTheNewestSecret() {
    assertThat(signed(List.of(NEW, OLD)).get("X-Frappe-Webhook-Signature"))
        .isEqualTo(WebhookSignatures.frappe(NEW, body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theBodyIsFlatCompactAndAscii() {
    assertThat(body)
        .isEqualTo(
            "{\"event\":\"ping\",\"id\":\""
                + ID
                + "\",\"timestamp\":\"2026-01-05T10:00:00.123Z\","
                + "\"bank\":\"Cr\\u00e9dit \\ud83c\\udfe6 \\u0000\"}");
  }

  private Map<String, String> signed(List<String> secrets) {
    return WebhookSignatures.headers(ID, now, body.getBytes(StandardCharsets.UTF_8), secrets);
  }

  private static HttpHeaders headers(Map<String, String> values) {
    Map<String, List<String>> lists = new HashMap<>();
    values.forEach((name, value) -> lists.put(name, List.of(value)));
    return HttpHeaders.of(lists, (name, value) -> true);
  }
}
