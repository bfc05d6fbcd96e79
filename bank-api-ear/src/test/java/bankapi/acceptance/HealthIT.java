package bankapi.acceptance;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HealthIT extends GatewayIT {

  @Test
  void readyNamesEveryDependencyToAnybody() {
    Awaitility.await()
        .untilAsserted(
            () -> {
              Answer ready = gateway.asGuest().path("/api/health/ready");
              assertThat(ready.status()).isEqualTo(200);
              assertThatJson(ready.body())
                  .inPath("checks[*].name")
                  .isArray()
                  .contains(
                      "bridge",
                      "database",
                      "deliveries",
                      "events",
                      "migrations",
                      "service",
                      "timers");
              assertThatJson(ready.body())
                  .inPath("checks[?(@.name!='bridge')].status")
                  .isArray()
                  .containsOnly("UP");
            });
  }

  @Test
  void liveTellsOfTheTimersAndStartedOfTheMigrations() {
    Answer live = gateway.asGuest().path("/api/health/live");
    assertThat(live.status()).isEqualTo(200);
    assertThatJson(live.body()).inPath("checks[*].name").isArray().containsExactly("timers");
    Answer started = gateway.asGuest().path("/api/health/started");
    assertThat(started.status()).isEqualTo(200);
    assertThatJson(started.body()).inPath("checks[0].data.version").isString().matches("[0-9]{4}");
  }
}
