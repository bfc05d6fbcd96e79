package bankapi.acceptance.config;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.MailSystem;
import bankapi.acceptance.system.SubmissionSystem;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code config/wildfly}. */
class WildFlyConfigIT extends ConfigIT {
  private static final String DATA_SOURCE = "/subsystem=datasources/data-source=bankapi ";
  private static final String HTTP =
      "/subsystem=undertow/server=default-server/http-listener=default ";
  private static final String HTTPS =
      "/subsystem=undertow/server=default-server/https-listener=https ";
  private static final String BEANS =
      "/subsystem=ejb3/strict-max-bean-instance-pool=slsb-strict-max-pool ";

  WildFlyConfigIT() {
    super("wildfly");
  }

  @Override
  Map<String, String> dataSource() {
    return Map.of(
        DATA_SOURCE + "driver-name",
        "postgresql",
        DATA_SOURCE + "min-pool-size",
        "4",
        DATA_SOURCE + "max-pool-size",
        "32",
        DATA_SOURCE + "validate-on-match",
        "true",
        DATA_SOURCE + "background-validation-millis",
        "60000",
        DATA_SOURCE + "blocking-timeout-wait-millis",
        "5000",
        "/subsystem=datasources/data-source=bankapi/connection-properties=socketTimeout value",
        "60",
        DATA_SOURCE + "valid-connection-checker-class-name",
        "org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLValidConnectionChecker");
  }

  @Override
  Map<String, String> limits() {
    return Map.of(
        "/subsystem=io/worker=default task-max-threads",
        "64",
        "/subsystem=ejb3/thread-pool=default max-threads",
        "32",
        BEANS + "max-pool-size",
        "96",
        BEANS + "derive-size",
        "undefined",
        HTTP + "max-connections",
        "2000",
        HTTPS + "max-connections",
        "2000",
        HTTP + "max-post-size",
        "10485760",
        HTTPS + "no-request-timeout",
        "60000");
  }

  /** A property of the driver cannot be written, only taken away and added. */
  @Test
  void theLongestSilenceOfTheDatabaseChangesAsWritten() throws IOException {
    String property =
        "/subsystem=datasources/data-source=bankapi/connection-properties=socketTimeout";
    String remove = property + ":remove";
    String add = property + ":add(value=90)";
    assertThat(Files.readString(Path.of(System.getProperty("bankapi.test.scripts"), "README.md")))
        .contains("`" + remove + "`, then `" + add + "`");
    server.tell(List.of(remove, add));
    assertThat(server.settings(List.of(property + " value"))).containsValue("90");
    server.tell(List.of(remove, add.replace("90", "60")));
  }

  @Test
  void theServersLogIsKeptForThirtyFilesOnly() throws IOException {
    String handler = "/subsystem=logging/size-rotating-file-handler=FILE ";
    Map<String, String> kept =
        Map.of(handler + "max-backup-index", "30", handler + "rotate-size", "10m");
    assertThat(server.settings(kept.keySet())).isEqualTo(kept);
    assertThat(server.configuration().resolve("standalone.xml"))
        .content()
        .doesNotContain("periodic-rotating-file-handler");
  }

  /** To a mail server that says nothing of STARTTLS, as it looks when somebody cuts that out. */
  @Test
  void noMailGoesOutInTheClear() {
    GreenMail plain = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    plain.start();
    plain.setUser(MailSystem.OPERATOR, SubmissionSystem.USER, SubmissionSystem.PASSWORD);
    mailServer(String.valueOf(plain.getSmtp().getPort()));
    AdminSystem operator = AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
    assertThat(operator.post("alerts/test").json().path("data").findValuesAsText("arrived"))
        .containsExactly("false");
    assertThat(plain.getReceivedMessages()).isEmpty();
    plain.stop();
    mailServer("${env.BANKAPI_MAIL_PORT:25}");
  }

  private void mailServer(String port) {
    server.tell(
        List.of(
            "/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=bankapi-mail"
                + ":write-attribute(name=port, value=\""
                + port
                + "\")",
            ":reload"));
    awaitReady();
  }

  @Override
  List<Change> changes() {
    return Change.onWildFly();
  }
}
