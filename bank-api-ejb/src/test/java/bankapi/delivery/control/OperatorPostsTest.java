package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits themselves are WebhookSenderTest's: both use the same exchange. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperatorPostsTest {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Test
  void postsWhatItIsGivenAndFollowsNoRedirect() throws Exception {
    try (TestPosts test = new TestPosts(PATIENCE, true);
        TestReceiver inner = new TestReceiver(TestReceiver.status(200));
        TestReceiver outer =
            new TestReceiver(TestReceiver.status(302, "Location: " + inner.url()))) {
      SendResult result = test.posts().post(outer.url(), "{\"text\":\"é\"}");
      assertThat(result.status()).isEqualTo(302);
      assertThat(result.delivered()).isFalse();
      assertThat(inner.received).isEmpty();
      TestReceiver.Received got = outer.received.get(0);
      assertThat(new String(got.body(), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"é\"}");
      assertThat(got.headers())
          .containsEntry("Content-Type", "application/json")
          .doesNotContainKey("webhook-signature");
    }
  }

  @Test
  void aReceiverThatHangsIsGivenUp() throws Exception {
    try (TestPosts test = new TestPosts(LIMIT, true);
        TestReceiver receiver = new TestReceiver(TestReceiver.hang())) {
      assertThat(test.posts().post(receiver.url(), "{}").error()).isEqualTo("no answer within 1 s");
    }
  }

  /** A chat in the operator's own network: only the scheme matters. */
  @Test
  void privateAddressesAreTheOperatorsBusinessPlainHttpIsNot() throws Exception {
    try (TestPosts test = new TestPosts(LIMIT, false);
        TestReceiver receiver = new TestReceiver(TestReceiver.status(200))) {
      String https = receiver.url().replace("http:", "https:");
      test.posts().check(https);
      assertThat(test.posts().post(https, "{}").error())
          .as("it was connected to")
          .isEqualTo("no answer within 1 s");
      assertThatThrownBy(() -> test.posts().check(receiver.url()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the URL must begin with https://");
      assertThat(test.posts().post(receiver.url(), "{}").error())
          .isEqualTo("the URL must begin with https://");
      assertThat(receiver.received).as("none in the clear").isEmpty();
    }
  }
}
