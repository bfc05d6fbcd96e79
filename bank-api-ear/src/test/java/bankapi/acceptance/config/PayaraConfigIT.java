package bankapi.acceptance.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code config/payara}. */
class PayaraConfigIT extends ConfigIT {
  private static final String POOL = "resources.jdbc-connection-pool.bankapi-pool.";
  private static final String SERVER = "configs.config.server-config.";
  private static final String HTTP =
      SERVER + "network-config.protocols.protocol.http-listener-1.http.";

  PayaraConfigIT() {
    super("payara-server");
  }

  @Override
  Map<String, String> dataSource() {
    return Map.of(
        POOL + "steady-pool-size", "4",
        POOL + "max-pool-size", "32",
        POOL + "is-connection-validation-required", "true",
        POOL + "connection-validation-method", "custom-validation",
        POOL + "fail-all-connections", "true",
        POOL + "max-wait-time-in-millis", "5000",
        POOL + "property.socketTimeout", "60",
        POOL + "property.password", "${ALIAS=bankapi-database}");
  }

  @Override
  Map<String, String> limits() {
    return Map.of(
        SERVER + "thread-pools.thread-pool.http-thread-pool.max-thread-pool-size",
        "64",
        SERVER + "thread-pools.thread-pool.http-thread-pool.max-queue-size",
        "1024",
        SERVER + "ejb-container.max-pool-size",
        "96",
        HTTP + "max-post-size-bytes",
        "1048576",
        HTTP + "timeout-seconds",
        "60",
        SERVER + "microprofile-metrics-configuration.enabled",
        "false",
        "servers.server.server.system-property.http.maxConnections.value",
        "64");
  }

  @Test
  void http2IsOff() throws IOException {
    assertThat(tls.agree(server.https(), "TLSv1.3").protocol()).isNotEqualTo("h2");
  }

  @Override
  List<Change> changes() {
    return Change.onPayara();
  }
}
