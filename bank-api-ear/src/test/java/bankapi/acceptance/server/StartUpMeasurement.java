package bankapi.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints what a start takes and how much memory a server holds then; asserts nothing about either.
 * No test by its name: run it alone, on a quiet machine, as docs/servers.md says.
 */
class StartUpMeasurement {
  private static final int STARTS = 3;
  private static final int CALLS = 500;

  @ParameterizedTest
  @ValueSource(strings = {"jar", "wildfly", "payara-server"})
  void startAndMemory(String kind) {
    int port = Ports.free();
    BridgeSystem bridge = new BridgeSystem(URI.create("http://127.0.0.1:" + port));
    Postgres database = Postgres.create(Distribution.work().resolve("measured-" + kind + "-db"));
    Node node =
        Node.of(
            kind,
            "measured-" + kind,
            port,
            GatewaySettings.of(URI.create("http://127.0.0.1:" + port), bridge),
            database);
    GatewaySystem gateway = GatewaySystem.at(node.base(), Bench.API_KEY, Bench.API_SECRET);
    node.start();
    node.deploy(node.archive());
    awaitReady(gateway);
    for (int i = 1; i <= STARTS; i++) {
      node.stop();
      long begun = System.nanoTime();
      node.start();
      awaitReady(gateway);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      long fresh = node.residentMebibytes();
      for (int call = 0; call < CALLS; call++) {
        assertThat(gateway.path("/api/method/frappe.auth.get_logged_user").status()).isEqualTo(200);
      }
      System.out.printf(
          Locale.ROOT,
          "%s, start %d: first 200 of /api/health/ready after %.1f s; RSS %d MiB, after %d calls %d"
              + " MiB%n",
          kind,
          i,
          took.toMillis() / 1000.0,
          fresh,
          CALLS,
          node.residentMebibytes());
    }
    node.stop();
    database.stop();
    bridge.close();
  }

  private static void awaitReady(GatewaySystem gateway) {
    Awaitility.await()
        .atMost(Node.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> gateway.asGuest().path("/api/health/ready").status() == 200);
  }
}
