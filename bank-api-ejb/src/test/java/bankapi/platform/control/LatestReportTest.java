package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bankapi.platform.HandClock;
import bankapi.platform.control.HealthReport.Report;
import jakarta.json.Json;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LatestReportTest {

  private final HandClock clock = new HandClock();
  private final LatestReport latest = new LatestReport();
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch back = new CountDownLatch(1);

  private Report well() {
    asked.incrementAndGet();
    return Report.of(true, Json.createArrayBuilder(), clock.instant());
  }

  /** As a database that neither answers nor refuses. */
  private Report hanging() {
    try {
      back.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return well();
  }

  private Report ask(Supplier<Report> checks) {
    return latest.or(checks, clock, threads);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
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
  void whileItIsAskedForEverybodyIsToldWhatIsKnown() {
    ask(this::well);
    clock.pass(Duration.ofSeconds(9));
    assertThat(ask(this::hanging).up()).isTrue();
    assertThat(ask(this::well).up()).isTrue();
    assertThat(asked).as("nothing else was asked").hasValue(1);
  }

  @Test
  void whatIsOldIsNotBelievedAndNobodyWaitsForWhatHangs() {
    ask(this::well);
    clock.pass(Duration.ofSeconds(10));
    assertThat(ask(this::hanging).json()).hasToString("{\"status\":\"DOWN\",\"checks\":[]}");
    assertThat(ask(this::well).up()).as("not asked again").isFalse();
    back.countDown();
    await().until(() -> ask(this::well).up());
    assertThat(asked).as("what hung has found it").hasValue(2);
  }

  @Test
  void whereTheServerHasNoThreadItIsDown() {
    threads.shutdownNow();
    assertThat(ask(this::well).up()).isFalse();
  }

  @Test
  void aFailureIsTheCallersAndItIsAskedAgain() {
    assertThatThrownBy(
            () ->
                ask(
                    () -> {
                      throw new UnsupportedOperationException();
                    }))
        .hasCauseInstanceOf(UnsupportedOperationException.class);
    assertThat(ask(this::well).up()).isTrue();
  }
}
