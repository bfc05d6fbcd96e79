package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private final RetryPolicy policy = new RetryPolicy(() -> 0.5);

  @ParameterizedTest
  @CsvSource({
    "0, PT5S",
    "1, PT5M",
    "2, PT30M",
    "3, PT2H",
    "4, PT5H",
    "5, PT10H",
    "6, PT14H",
    "7, PT20H",
    "8, PT24H"
  })
  void waitsAsTheScheduleSays(int attemptsBefore, Duration pause) {
    assertThat(policy.judge(answered(500, null), attemptsBefore, NOW))
        .isEqualTo(new DeliveryOutcome.Retry(NOW.plus(pause), 500, "answered 500"));
  }

  @Test
  void deadAfterTheTenthAttempt() {
    assertThat(policy.judge(answered(500, null), 9, NOW))
        .isEqualTo(new DeliveryOutcome.Dead(500, "answered 500"));
  }

  @ParameterizedTest
  @CsvSource({"0.0, PT4M", "0.5, PT5M", "0.99999999, PT5M59.999S"})
  void spreadsByAFifth(double random, Duration pause) {
    assertThat(at(new RetryPolicy(() -> random).judge(answered(500, null), 1, NOW)))
        .isEqualTo(NOW.plus(pause));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void deliveredWithAny2xx(int status) {
    assertThat(policy.judge(answered(status, null), 9, NOW))
        .isEqualTo(new DeliveryOutcome.Delivered(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 408, 422, 429, 500, 502, 503, 504})
  void retriedWithEveryOtherAnswer(int status) {
    assertThat(policy.judge(answered(status, null), 0, NOW))
        .isInstanceOf(DeliveryOutcome.Retry.class);
  }

  @Test
  void goneIsDeadAtOnce() {
    assertThat(policy.judge(answered(410, null), 0, NOW))
        .isEqualTo(new DeliveryOutcome.Dead(410, "answered 410"));
  }

  @Test
  void noAnswerIsRetriedAndAForbiddenAddressIsNot() {
    SendResult reset = SendResult.failed(NOW, Duration.ofSeconds(1), "reset");
    assertThat(policy.judge(reset, 0, NOW))
        .isEqualTo(new DeliveryOutcome.Retry(NOW.plusSeconds(5), null, "reset"));
    assertThat(policy.judge(SendResult.refused(NOW, "http"), 0, NOW))
        .isEqualTo(new DeliveryOutcome.Dead(null, "http"));
  }

  @ParameterizedTest
  @CsvSource({
    "60, PT60S",
    "'Mon, 05 Jan 2026 10:02:00 GMT', PT2M",
    "1, PT5S", // never earlier than the schedule
    "0, PT5S",
    "-1, PT5S",
    "soon, PT5S",
    "'Mon, 05 Jan 2026 09:00:00 GMT', PT5S",
    "999999999, PT24H", // never later than the longest pause
    "99999999999999999999, PT5S",
    "'Fri, 31 Dec 9999 23:59:59 GMT', PT24H"
  })
  void retryAfterPutsOff(String header, Duration pause) {
    assertThat(at(policy.judge(answered(503, header), 0, NOW))).isEqualTo(NOW.plus(pause));
  }

  private static Instant at(DeliveryOutcome outcome) {
    return ((DeliveryOutcome.Retry) outcome).at();
  }

  private static SendResult answered(int status, String retryAfter) {
    return SendResult.answered(NOW, Duration.ZERO, status, retryAfter, null);
  }
}
