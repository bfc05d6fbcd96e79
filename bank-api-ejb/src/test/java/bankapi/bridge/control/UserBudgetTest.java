package bankapi.bridge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserBudgetTest {

  private final TestClock clock = TestClock.standing();
  private final UserBudget budget = new UserBudget();
  private final UUID user = UUID.randomUUID();

  UserBudgetTest() {
    budget.clock = clock;
    budget.requests = 50;
    budget.tokens = 8;
    budget.waiting = nanos -> clock.move(Duration.ofNanos(nanos));
  }

  @Test
  void noMinuteSeesMoreThanTheLimitHoweverPatientTheCaller() {
    List<Instant> sent = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      budget.takeRequest(user, clock.instant().plus(Duration.ofMinutes(6)));
      sent.add(clock.instant());
    }
    for (int i = 0; i + 50 < sent.size(); i++) {
      assertThat(Duration.between(sent.get(i), sent.get(i + 50)))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(1).minusMillis(50));
    }
  }

  @Test
  void refusesAtOnceWhoCannotWait() {
    Instant start = clock.instant();
    GatewayException refused = null;
    for (int i = 0; i < 51 && refused == null; i++) {
      try {
        budget.takeRequest(user, start);
      } catch (GatewayException e) {
        refused = e;
      }
    }
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
    assertThat(refused.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    assertThat(clock.instant()).isEqualTo(start);
  }

  @Test
  void usersDoNotShareABudget() {
    for (int i = 0; i < 20; i++) {
      budget.takeRequest(user, clock.instant());
    }
    assertThatThrownBy(() -> budget.takeRequest(user, clock.instant()))
        .isInstanceOf(GatewayException.class);
    budget.takeRequest(UUID.randomUUID(), clock.instant());
  }

  @Test
  void tokensHaveABudgetOfTheirOwn() {
    for (int i = 0; i < 3; i++) {
      budget.takeToken(user, clock.instant());
    }
    assertThatThrownBy(() -> budget.takeToken(user, clock.instant()))
        .isInstanceOf(GatewayException.class);
    budget.takeRequest(user, clock.instant());
  }
}
