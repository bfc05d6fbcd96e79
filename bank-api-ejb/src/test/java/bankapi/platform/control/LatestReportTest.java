package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.HandClock;
import bankapi.platform.control.HealthReport.Report;
import jakarta.json.Json;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LatestReportTest {

  private final HandClock clock = new HandClock();
  private final LatestReport latest = new LatestReport();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch back = new CountDownLatch(1);

  private Report well() {
    asked.incrementAndGet();
    return Report.of(true, Json.createArrayBuilder(), clock.instant());
  }

  /** As a database that neither answers nor refuses. */
  private Report hanging() {
    hangs.countDown();
    try {
      back.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return well();
  }

  private Report ask(Supplier<Report> checks) {
    return latest.or(checks, clock);
  }

  private CompletableFuture<Report> askOneThatHangs() throws InterruptedException {
    CompletableFuture<Report> one = CompletableFuture.supplyAsync(() -> ask(this::hanging));
    hangs.await();
    return one;
  }

  @Test
  void withinASecondNobodyIsAskedAgain() {
    ask(this::well);
    ask(this::well);
    assertThat(asked).hasValue(1);
    clock.pass(Duration.ofSeconds(1));
    ask(this::well);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whileOneAsksTheOthersAreToldWhatIsKnown() throws Exception {
    ask(this::well);
    clock.pass(Duration.ofSeconds(9));
    CompletableFuture<Report> one = askOneThatHangs();
    assertThat(ask(this::well).up()).isTrue();
    assertThat(asked).as("nobody else asked").hasValue(1);
    back.countDown();
    assertThat(one.get().up()).isTrue();
  }

  @Test
  void whatIsOldIsNotBelieved() throws Exception {
    ask(this::well);
    clock.pass(Duration.ofSeconds(10));
    CompletableFuture<Report> one = askOneThatHangs();
    assertThat(ask(this::well).json()).hasToString("{\"status\":\"DOWN\",\"checks\":[]}");
    back.countDown();
    assertThat(one.get().up()).isTrue();
    assertThat(ask(this::well).up()).as("what the one found").isTrue();
    assertThat(asked).hasValue(2);
  }
}
