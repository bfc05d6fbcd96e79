package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bankapi.platform.HandClock;
import bankapi.platform.control.HealthReport.Report;
import jakarta.json.Json;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
  private final TestThreads threads = new TestThreads();
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
    threads.close();
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

  /** A hundred who waited two seconds each would wait for minutes. */
  @Test
  void whileItHangsOnlyTheFirstOneWaits() {
    assertThat(ask(this::hanging).up()).isFalse();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 100; i++) {
            assertThat(ask(this::well).up()).isFalse();
          }
        });
    assertThat(asked).as("the first one's question is still open").hasValue(0);
    back.countDown();
    await().until(() -> ask(this::well).up());
  }

  @Test
  void whereTheServerHasNoThreadItIsDown() {
    threads.close();
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
