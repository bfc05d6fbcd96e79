package bankapi.connection.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionRequestTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private final ConnectionRequest request =
      new ConnectionRequest(
          ConnectionRequest.Kind.CONNECT,
          UUID.randomUUID(),
          UUID.randomUUID(),
          "hash",
          null,
          "Ma Banque",
          "https://erp.fr/x",
          null,
          "fr",
          NOW,
          NOW.plus(Duration.ofHours(24)));

  @Test
  void onlyAnOpenRequestExpires() {
    assertThat(request.fail(402, NOW)).isTrue();
    assertThat(request.expire(NOW)).isFalse();
    assertThat(request.state()).isEqualTo(ConnectionRequest.State.FAILED);
  }

  @Test
  void successIsFinal() {
    assertThat(request.succeed(0, NOW)).isTrue();
    assertThat(request.succeed(0, NOW)).isFalse();
    assertThat(request.fail(1010, NOW)).isFalse();
    assertThat(request.expire(NOW)).isFalse();
    request.lookAgain(NOW);
    request.returned(true, "otp_form", 7L, NOW);
    assertThat(request.state()).isEqualTo(ConnectionRequest.State.SUCCEEDED);
    assertThat(request.step()).isNull();
    assertThat(request.nextCheckAt()).isNull();
  }

  @Test
  void whatExpiredNeverFailsButMaySucceed() {
    assertThat(request.expire(NOW)).isTrue();
    assertThat(request.fail(402, NOW)).isFalse();
    assertThat(request.state()).isEqualTo(ConnectionRequest.State.EXPIRED);
    assertThat(request.succeed(0, NOW)).isTrue();
  }

  @Test
  void badNewsIsNewsOnce() {
    assertThat(request.fail(402, NOW)).isTrue();
    assertThat(request.fail(1010, NOW)).isFalse();
    assertThat(request.status()).isEqualTo(1010);
    assertThat(request.succeed(0, NOW)).isTrue();
  }

  @Test
  void itIsBoundToTheFirstItemAndNoOther() {
    request.bind(7);
    request.bind(8);
    request.returned(null, null, 9L, NOW);
    assertThat(request.itemId()).isEqualTo(7);
    assertThat(request.itemToCheck()).isEqualTo(7);
  }

  @Test
  void aClaimedItemIsOnlyLookedAt() {
    request.returned(null, null, 9L, NOW);
    assertThat(request.itemId()).isNull();
    assertThat(request.itemToCheck()).isEqualTo(9);
  }
}
