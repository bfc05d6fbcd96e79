package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.system.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmokeIT extends GatewayIT {

  @Test
  void answersPingToAnybody() {
    assertThat(gateway.asGuest().get("ping", Map.of()).message().asText()).isEqualTo("pong");
  }

  @Test
  void isReadyWithItsDatabase() {
    Answer ready = gateway.asGuest().path("/api/health/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().path("status").asText()).isEqualTo("UP");
  }

  @Test
  void knowsItsApiUser() {
    assertThat(gateway.get("frappe.auth.get_logged_user", Map.of()).message().asText())
        .isEqualTo(Bench.API_EMAIL);
  }

  @Test
  void theRootIsTheGatewaysOwn() {
    Answer root = gateway.asGuest().path("/?cmd=logout");
    assertThat(root.status()).isEqualTo(200);
    assertThat(root.body()).doesNotContainIgnoringCase("welcome");
  }
}
