package bankapi.acceptance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  @Test
  void nothingButHttpIsOpenToOtherMachines() {
    String listener = SERVER + "iiop-service.iiop-listener.";
    Map<String, String> closed =
        Map.of(
            SERVER + "hazelcast-config-specific-configuration.enabled",
            "false",
            SERVER + "jms-service.type",
            "DISABLED",
            listener + "orb-listener-1.address",
            "127.0.0.1",
            listener + "SSL.address",
            "127.0.0.1",
            listener + "SSL_MUTUALAUTH.address",
            "127.0.0.1",
            SERVER + "admin-service.jmx-connector.system.address",
            "127.0.0.1",
            SERVER + "network-config.network-listeners.network-listener.admin-listener.address",
            "127.0.0.1");
    assertThat(server.settings(closed.keySet())).isEqualTo(closed);
  }

  @Test
  void theDomainIsReadableByItsOwnerAlone() throws IOException {
    try (Stream<Path> files = Files.walk(server.configuration())) {
      List<Path> all = new ArrayList<>(files.toList());
      all.add(server.configuration().getParent());
      assertThat(all)
          .hasSizeGreaterThan(20)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .endsWith("------"));
    }
  }

  @Test
  void theVaultDoesNotOpenWithThePasswordThatEverybodyKnows() {
    Map<String, String> stores =
        Map.of("domain-passwords", "JCEKS", "keystore.p12", "PKCS12", "cacerts.p12", "PKCS12");
    stores.forEach(
        (name, type) ->
            assertThatThrownBy(() -> open(name, type, "changeit"))
                .as(name)
                .hasMessageContaining("password was incorrect"));
  }

  private void open(String name, String type, String password) throws Exception {
    try (InputStream store = Files.newInputStream(server.configuration().resolve(name))) {
      KeyStore.getInstance(type).load(store, password.toCharArray());
    }
  }

  @Override
  List<Change> changes() {
    return Change.onPayara();
  }
}
