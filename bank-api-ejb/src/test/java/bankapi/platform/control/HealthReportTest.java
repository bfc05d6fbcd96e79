package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.control.HealthCheck.Finding;
import bankapi.platform.control.HealthCheck.Probe;
import jakarta.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HealthReportTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private record Check(String name, Set<Probe> vitalFor, Supplier<Finding> finding)
      implements HealthCheck {
    @Override
    public Finding look() {
      return finding.get();
    }
  }

  private static final HealthCheck DATABASE_AWAY =
      new Check("database", Set.of(Probe.READY), () -> Finding.of(false));
  private static final HealthCheck TIMERS_STAND =
      new Check("timers", Set.of(Probe.LIVE), () -> Finding.of(false));

  private static HealthReport.Report ask(Probe probe, HealthCheck... checks) {
    return HealthReport.report(probe, List.of(checks), NOW);
  }

  @Test
  void whatIsVitalMakesItsProbeDown() {
    HealthReport.Report ready = ask(Probe.READY, DATABASE_AWAY);
    assertThat(ready.up()).isFalse();
    assertThat(ready.json())
        .hasToString(
            "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"database\",\"status\":\"DOWN\"}]}");
  }

  @Test
  void readyNamesEverythingAndOnlyWarnsOfTheRest() {
    HealthReport.Report ready =
        ask(
            Probe.READY,
            TIMERS_STAND,
            new Check(
                "bridge",
                Set.of(),
                () -> new Finding(true, Json.createObjectBuilder().add("breaker", "x").build())));
    assertThat(ready.up()).isTrue();
    assertThat(ready.json())
        .hasToString(
            "{\"status\":\"UP\",\"checks\":["
                + "{\"name\":\"bridge\",\"status\":\"UP\",\"data\":{\"breaker\":\"x\"}},"
                + "{\"name\":\"timers\",\"status\":\"WARN\"}]}");
  }

  @Test
  void aDatabaseThatIsAwayIsNoReasonForARestart() {
    HealthReport.Report live = ask(Probe.LIVE, DATABASE_AWAY);
    assertThat(live.up()).isTrue();
    assertThat(live.json().getJsonArray("checks")).isEmpty();
    assertThat(ask(Probe.LIVE, TIMERS_STAND).up()).isFalse();
  }

  @Test
  void aCheckThatFailsItselfIsNotWell() {
    HealthCheck broken =
        new Check(
            "broken",
            Set.of(Probe.READY),
            () -> {
              throw new IllegalStateException("secret");
            });
    HealthReport.Report ready = ask(Probe.READY, broken);
    assertThat(ready.up()).isFalse();
    assertThat(ready.json().toString()).doesNotContain("secret");
  }
}
