package bankapi.acceptance.config;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.ConfiguredServer;
import bankapi.acceptance.server.Provisions;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.GatewaySystem;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** One server with every file of {@code config/} on it, and who asks it from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConfiguredIT {
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String kind;
  Provisions provisions;
  ConfiguredServer server;
  GatewaySystem gateway;
  TlsClient tls;

  /**
   * @param kind of the server
   */
  ConfiguredIT(String kind) {
    this.kind = kind;
  }

  @BeforeAll
  void setUp() {
    Provisions.assumeTools();
    provisions = new Provisions("config-" + kind);
    server = ConfiguredServer.of(kind, provisions);
    gateway = provisions.gateway(server);
    tls = new TlsClient(provisions.certificate().trusted());
    awaitReady();
  }

  @AfterAll
  void tearDown() {
    if (server != null) {
      server.node().kill();
    }
    if (provisions != null) {
      provisions.close();
    }
  }

  /** Also after a change for which listeners start anew. */
  void awaitReady() {
    Awaitility.await("ready, see " + server.node().log())
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(ready().status()).isEqualTo(200));
  }

  Answer ready() {
    return gateway.asGuest().path("/api/health/ready");
  }
}
