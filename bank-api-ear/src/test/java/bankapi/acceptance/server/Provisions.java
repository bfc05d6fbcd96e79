package bankapi.acceptance.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.MailSystem;
import bankapi.acceptance.system.SubmissionSystem;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What operators have in hand before they set a server up: a database made by their script, a
 * certificate, secrets, and what Bridge told them.
 */
public final class Provisions implements AutoCloseable {
  /** The settings that belong into a vault. */
  static final List<String> SECRETS =
      List.of(
          "bankapi.bridge.client-secret",
          "bankapi.bridge.webhook-secrets",
          "bankapi.platform.encryption-keys");

  private final String name;
  private final Postgres database;
  private final Certificate certificate;
  private final BridgeSystem bridge;
  private final SubmissionSystem mail;

  /**
   * @param name of the server's directory
   */
  public Provisions(String name) {
    this.name = name;
    database = Postgres.createWithScript(name + "-postgresql");
    certificate = new Certificate(Distribution.work().resolve(name + "-tls"));
    bridge = new BridgeSystem(URI.create("https://127.0.0.1"));
    mail = new SubmissionSystem(certificate.shown());
  }

  /** What operators need beside a server; the test is skipped, and says so, where it is missing. */
  public static void assumeTools() {
    for (String tool : List.of("psql", "openssl", "sh")) {
      assumeTrue(
          Stream.of(System.getenv("PATH").split(":"))
              .anyMatch(path -> Files.isExecutable(Path.of(path, tool))),
          tool + " is not installed");
    }
  }

  String name() {
    return name;
  }

  public Postgres database() {
    return database;
  }

  public Certificate certificate() {
    return certificate;
  }

  public BridgeSystem bridge() {
    return bridge;
  }

  /** Where alerts are sent to. */
  public SubmissionSystem mail() {
    return mail;
  }

  @Override
  public void close() {
    database.stop();
    bridge.close();
    mail.close();
  }

  /** What goes into no vault and needs no special way to be set: in the server's environment. */
  Map<String, String> settings() {
    Map<String, String> settings = GatewaySettings.of(URI.create("https://unused"), bridge);
    settings.remove("bankapi.public-url");
    SECRETS.forEach(settings::remove);
    settings.put("bankapi.alert.mail-to", MailSystem.OPERATOR);
    return settings;
  }

  /** The secrets by the name of their setting. */
  Map<String, String> secrets() {
    Map<String, String> secrets =
        new HashMap<>(GatewaySettings.of(URI.create("https://unused"), bridge));
    secrets.keySet().retainAll(SECRETS);
    return secrets;
  }

  /** What must stand nowhere in clear text. */
  public Collection<String> passwords() {
    List<String> passwords = new ArrayList<>(secrets().values());
    passwords.addAll(List.of(Postgres.PASSWORD, Certificate.PASSWORD, SubmissionSystem.PASSWORD));
    passwords.add(ConfiguredPayara.MASTER_PASSWORD);
    passwords.add(ConfiguredPayara.ADMIN_PASSWORD);
    return passwords;
  }

  /** The first API user, over HTTPS. */
  public GatewaySystem gateway(ConfiguredServer server) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(certificate.trusted())
            .build();
    return GatewaySystem.at(server.https(), Bench.API_KEY, Bench.API_SECRET, client);
  }
}
