package bankapi.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookVerifierTest {

  private static final Instant SENT = Instant.ofEpochSecond(1_614_265_330);
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final byte[] BODY = bytes("{\"test\": 2432232314}");
  private static final String RIGHT = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final WebhookVerifier verifier =
      new WebhookVerifier("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private boolean standard(String signatures, Instant now) {
    return verifier.standardWebhook(ID, "1614265330", signatures, BODY, now);
  }

  @Test
  void acceptsTheExampleOfTheStandard() {
    assertThat(standard(RIGHT, SENT)).isTrue();
    assertThat(standard("v1,AAAA " + RIGHT, SENT)).isTrue();
  }

  @Test
  void refusesWhatIsOtherOldOrMissing() {
    assertThat(standard(RIGHT.replace("g0", "g1"), SENT)).isFalse();
    assertThat(standard(RIGHT.replace("v1", "v2"), SENT)).isFalse();
    assertThat(standard(RIGHT, SENT.plusSeconds(301))).isFalse();
    assertThat(standard(RIGHT, SENT.minusSeconds(301))).isFalse();
    assertThat(verifier.standardWebhook(null, "1614265330", RIGHT, BODY, SENT)).isFalse();
    assertThat(verifier.standardWebhook(ID, "x", RIGHT, BODY, SENT)).isFalse();
    assertThat(verifier.standardWebhook(ID, "1614265330", RIGHT, bytes("{}"), SENT)).isFalse();
  }

  @Test
  void knowsFrappesOwnSignature() {
    byte[] body = bytes("{\"request\": \"abc\", \"item_id\": 12, \"\\u00e9\": \"\\u00e0\"}");
    WebhookVerifier frappe = new WebhookVerifier("secret");
    assertThat(frappe.frappe("a970IKaeTTtFiZ355ry8QyWWBuMcPIyWxu866MFLHZo=", body)).isTrue();
    assertThat(frappe.frappe("a970IKaeTTtFiZ355ry8QyWWBuMcPIyWxu866MFLHZo=", BODY)).isFalse();
    assertThat(frappe.frappe(null, body)).isFalse();
  }
}
