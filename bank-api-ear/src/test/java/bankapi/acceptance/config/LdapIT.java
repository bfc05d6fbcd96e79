package bankapi.acceptance.config;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Directory;
import bankapi.acceptance.server.DirectoryNodes;
import bankapi.acceptance.server.Node;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators from an LDAP directory, beside the embedded database: the files of both servers. */
class LdapIT {

  @ParameterizedTest
  @ValueSource(strings = {"wildfly", "payara-server"})
  void whoIsInTheGroupOfTheDirectoryIsAnOperator(String kind) {
    BridgeSystem bridge = new BridgeSystem(URI.create("http://127.0.0.1"));
    Directory directory = new Directory();
    Node node = DirectoryNodes.start(kind, directory, bridge);
    try {
      GatewaySystem gateway = GatewaySystem.at(node.base(), "", "").asGuest();
      Awaitility.await("ready, see " + node.log())
          .atMost(Duration.ofMinutes(5))
          .ignoreExceptions()
          .until(() -> gateway.path("/api/health/ready").status() == 200);
      AdminSystem guest = AdminSystem.at(gateway);
      AdminSystem operator = guest.login(Directory.OPERATOR, Directory.PASSWORD);
      assertThat(operator.get("session").json().path("operator").asText())
          .isEqualTo(Directory.OPERATOR);
      assertThat(guest.tryLogin(Directory.OPERATOR, "guess").status()).isEqualTo(401);
      assertThat(guest.tryLogin(Directory.STAFF, Directory.PASSWORD).status()).isEqualTo(401);
    } finally {
      node.kill();
      directory.close();
      bridge.close();
    }
  }
}
