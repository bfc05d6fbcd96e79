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
  private final MemoryLeases leases = new MemoryLeases();
  private final UUID user = UUID.randomUUID();

  UserBudgetTest() {
    budget.clock = clock;
    budget.requests = 50;
    budget.tokens = 8;
    budget.leases = leases;
    budget.pause = clock::move;
  }

  @Test
  void noMinuteSeesMoreThanTheLimitHoweverPatientTheCaller() {
    List<Instant> sent = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      budget.takeRequest(user, false, clock.instant().plus(Duration.ofMinutes(6)));
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
        budget.takeRequest(user, false, start);
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
      budget.takeRequest(user, false, clock.instant());
    }
    assertThatThrownBy(() -> budget.takeRequest(user, false, clock.instant()))
        .isInstanceOf(GatewayException.class);
    budget.takeRequest(UUID.randomUUID(), false, clock.instant());
  }

  @Test
  void tokensHaveABudgetOfTheirOwn() {
    for (int i = 0; i < 3; i++) {
      budget.takeToken(user, clock.instant());
    }
    assertThatThrownBy(() -> budget.takeToken(user, clock.instant()))
        .isInstanceOf(GatewayException.class);
    budget.takeRequest(user, false, clock.instant());
  }

  @Test
  void severalNodesTogetherStayBelowTheLimit() {
    UserBudget other = new UserBudget();
    other.clock = clock;
    other.requests = 50;
    other.leases = leases;
    other.pause = clock::move;
    List<Instant> sent = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      UserBudget node = i % 7 < 3 ? budget : other;
      node.takeRequest(user, false, clock.instant().plus(Duration.ofMinutes(6)));
      sent.add(clock.instant());
    }
    for (int i = 0; i + 50 < sent.size(); i++) {
      assertThat(Duration.between(sent.get(i), sent.get(i + 50)))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(1).minusMillis(50));
    }
  }

  @Test
  void whatWasLeasedLongAgoIsNotUsed() {
    budget.takeRequest(user, false, clock.instant());
    budget.takeRequest(user, false, clock.instant());
    assertThat(leases.count).as("a block of two: one is held").isEqualTo(2);
    clock.move(Duration.ofSeconds(10));
    budget.takeRequest(user, false, clock.instant());
    assertThat(leases.count).isEqualTo(3);
    assertThat(leases.lastWanted).as("asked for seldom, leased one by one").isEqualTo(1);
  }

  @Test
  void aBusyUserCostsFewLeases() {
    for (int i = 0; i < 15; i++) {
      budget.takeRequest(user, false, clock.instant());
    }
    assertThat(leases.count).isEqualTo(4);
  }

  @Test
  void whatNobodyWaitsForLeavesAQuarterToThoseWhoDo() {
    int read = 0;
    try {
      while (read < 100) {
        budget.takeRequest(user, true, clock.instant().plusSeconds(20));
        read++;
      }
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
    }
    assertThat(read).isEqualTo(15);
    for (int i = 0; i < 5; i++) {
      budget.takeRequest(user, false, clock.instant());
    }
  }

  @Test
  void waitsForADatabaseThatComesBack() {
    leases.away = 3;
    budget.takeRequest(user, false, clock.instant().plusSeconds(20));
    assertThat(leases.away).isZero();
  }
}
