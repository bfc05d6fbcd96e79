package bankapi.acceptance.server;

import bankapi.acceptance.system.SubmissionSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Payara Server, set up as docs/administration.md says. */
final class ConfiguredPayara extends PayaraNode implements ConfiguredServer {
  static final String MASTER_PASSWORD = "master-of-the-tests";
  static final String ADMIN_PASSWORD = "admin-of-the-tests";

  private final Provisions provisions;

  ConfiguredPayara(Provisions provisions) {
    super(provisions.name(), Ports.free(), provisions.settings(), null);
    this.provisions = provisions;
    environment().put("BANKAPI_ALERT_MAIL_SESSION", "mail/bankapi");
    environment().put("JDK_JAVA_OPTIONS", JAVA_OPTIONS);
    environment().put("AS_ADMIN_USER", "admin");
    environment().put("AS_ADMIN_PASSWORDFILE", directory().resolve("administrator").toString());
    start();
    deploy(archive());
  }

  @Override
  void secure() throws IOException {
    Command.run(List.of("chmod", "-R", "go-rwx", domain().toString()), environment());
    Path first = directory().resolve("first");
    Files.write(
        first,
        List.of(
            "AS_ADMIN_MASTERPASSWORD=changeit",
            "AS_ADMIN_NEWMASTERPASSWORD=" + MASTER_PASSWORD,
            "AS_ADMIN_PASSWORD=",
            "AS_ADMIN_NEWPASSWORD=" + ADMIN_PASSWORD));
    String domains = "--domaindir=" + directory();
    String domain = domain().getFileName().toString();
    asadmin("--passwordfile=" + first, "change-master-password", domains, domain);
    asadmin("--passwordfile=" + first, "change-admin-password", domains, "--domain_name=" + domain);
    Files.delete(first);
    Files.write(directory().resolve("administrator"), administrator());
  }

  @Override
  List<String> administrator() {
    return List.of(
        "AS_ADMIN_PASSWORD=" + ADMIN_PASSWORD, "AS_ADMIN_MASTERPASSWORD=" + MASTER_PASSWORD);
  }

  @Override
  void configure() throws IOException {
    asadmin("add-library", Distribution.postgresqlDriver().toString());
    restart();
    alias("bankapi-database", Postgres.PASSWORD);
    script("postgresql", Map.of("5432", String.valueOf(provisions.database().port())));
    script("limits", Map.of());
    script("hardening", Map.of());
    script("logs", Map.of());
    for (Map.Entry<String, String> secret : provisions.secrets().entrySet()) {
      alias(secret.getKey(), secret.getValue());
    }
    asadmin(
        "create-system-properties", "bankapi.public-url=" + https().toString().replace(":", "\\:"));
    alias("bankapi-tls", Certificate.PASSWORD);
    script("https", Map.of("/etc/bank-api/tls.p12", provisions.certificate().file().toString()));
    asadmin("create-system-properties", "bankapi.platform.https-only=true");
    alias("bankapi-mail", SubmissionSystem.PASSWORD);
    provisions.certificate().trustIn(configuration().resolve("cacerts.p12"), MASTER_PASSWORD);
    script(
        "mail",
        Map.of("smtp.example.com", "localhost", "587", String.valueOf(provisions.mail().port())));
    operators();
    restart();
  }

  @Override
  public Node node() {
    return this;
  }

  @Override
  public URI https() {
    return URI.create("https://127.0.0.1:" + httpsPort());
  }

  @Override
  public void tell(List<String> commands) {
    type(commands);
  }

  /** As an operator does line by line, in one session. */
  private String type(List<String> commands) {
    try {
      Path file = Files.createTempFile(directory(), "typed", ".asadmin");
      Files.write(file, commands);
      return run(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> settings(Collection<String> names) {
    return type(names.stream().map(name -> "get " + name).toList())
        .lines()
        .map(line -> line.split("=", 2))
        .filter(setting -> names.contains(setting[0]))
        .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
  }

  @Override
  public Path configuration() {
    return domain().resolve("config");
  }

  @Override
  public Path accessLog() {
    try (Stream<Path> logs = Files.list(domain().resolve("logs/access"))) {
      return logs.filter(log -> log.getFileName().toString().startsWith("server_access_log"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void readCertificate() {
    asadmin("restart-http-listeners");
  }
}
