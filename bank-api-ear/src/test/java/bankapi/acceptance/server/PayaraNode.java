package bankapi.acceptance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Payara Server: a domain as it comes, set to this machine and to free ports before its first
 * start, operated with asadmin, with the EAR and the data source of the operators' script.
 */
class PayaraNode extends Node {
  private static final String DOMAIN = "domain1";

  /** Of IIOP, JMX and JMS. */
  private static final Pattern PORT = Pattern.compile("port=\"(3700|3820|3920|8686|7676)\"");

  private final int adminPort = Ports.free();
  private final int httpsPort = Ports.free();
  private final Path domain = directory().resolve(DOMAIN);
  private final Postgres database;
  private boolean prepared;

  PayaraNode(String name, int port, Map<String, String> settings, Postgres database) {
    super(name, port, settings);
    this.database = database;
    Distribution.copy(Distribution.payara().resolve("glassfish/domains/" + DOMAIN), domain);
    try {
      Path xml = domain.resolve("config/domain.xml");
      Files.writeString(xml, confined(Files.readString(xml)));
      if (database != null) {
        Path driver = Distribution.postgresqlDriver();
        Files.copy(
            driver,
            domain.resolve("lib").resolve(driver.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void start() {
    if (prepared) {
      startDomain();
      return;
    }
    prepared = true;
    try {
      secure();
      Path preboot = Files.createTempFile(domain.resolve("config"), "preboot", ".asadmin");
      Files.writeString(
          preboot,
          "set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false\n");
      startDomain("--prebootcommandfile=" + preboot);
      configure();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Before the very first start. */
  void secure() throws IOException {}

  /** After the very first start: the steps that the heads of the operators' scripts name. */
  void configure() throws IOException {
    if (database == null) {
      script("h2", Map.of());
    } else {
      alias("bankapi-database", Postgres.PASSWORD);
      script("postgresql", Map.of("5432", String.valueOf(database.port())));
      operators();
    }
  }

  /** Makes them in the domain's own realm. */
  final void operators() throws IOException {
    Path password = passwords("AS_ADMIN_USERPASSWORD=" + Operators.PASSWORD);
    for (String operator : Operators.asadmin()) {
      // the file of the password is an option of asadmin itself, except in a postboot file
      asadmin(
          operator
              .replaceFirst(
                  "(create-file-user) --passwordfile \\S+", "--passwordfile " + password + " $1")
              .split(" "));
    }
    Files.delete(password);
  }

  /** Puts a secret into the domain's own vault. */
  final void alias(String name, String secret) throws IOException {
    Path password = passwords("AS_ADMIN_ALIASPASSWORD=" + secret);
    asadmin("--passwordfile=" + password, "create-password-alias", name);
    Files.delete(password);
  }

  /** A file for {@code --passwordfile}, with this line beside the administrator's. */
  private Path passwords(String line) throws IOException {
    Path file = Files.createTempFile(directory(), "asadmin", ".txt");
    List<String> lines = new ArrayList<>(administrator());
    lines.add(line);
    return Files.write(file, lines);
  }

  /** The lines of a password file that every command needs: none on a domain as it comes. */
  List<String> administrator() {
    return List.of();
  }

  /** Runs an operators' script with these values edited in a copy. */
  final void script(String name, Map<String, String> edits) {
    run(Distribution.edited("payara/" + name + ".asadmin", edits, directory()));
  }

  /**
   * {@code asadmin} is content when a command in a file fails; this is not.
   *
   * @return what it said
   */
  final String run(Path script) {
    String said = asadmin("multimode", "--file", script.toString());
    if (said.contains(" failed")) {
      throw new IllegalStateException(script + ": " + said);
    }
    return said;
  }

  final void restart() {
    asadmin("restart-domain", "--domaindir=" + directory(), DOMAIN);
  }

  @Override
  public void deploy(Path archive) {
    asadmin("deploy", "--force", "--name=bank-api", archive.toString());
    // one that is killed before that knows nothing of the application afterwards
    Awaitility.await("the deployment is in domain.xml")
        .atMost(PATIENCE)
        .until(
            () ->
                Files.readString(domain.resolve("config/domain.xml"))
                    .contains("<application-ref ref=\"bank-api\""));
  }

  @Override
  public Path archive() {
    return Distribution.ear();
  }

  @Override
  public void stop() {
    asadmin("stop-domain", "--domaindir=" + directory(), DOMAIN);
    awaitEnd();
  }

  final int httpsPort() {
    return httpsPort;
  }

  /** Of this domain. */
  final Path domain() {
    return domain;
  }

  @Override
  public Path log() {
    return domain.resolve("logs/server.log");
  }

  /** The server writes its process id beside its configuration and deletes it when it stops. */
  @Override
  Optional<ProcessHandle> process() {
    return processOf(domain.resolve("config/pid"));
  }

  private void startDomain(String... options) {
    List<String> arguments = new ArrayList<>(List.of("start-domain", "--domaindir=" + directory()));
    arguments.addAll(List.of(options));
    arguments.add(DOMAIN);
    asadmin(arguments.toArray(String[]::new));
  }

  /** One command of an operator; fails the test where the command fails. */
  final String asadmin(String... arguments) {
    List<String> line = new ArrayList<>(List.of("sh", "-c", "umask 077 && exec \"$@\"", "sh"));
    line.add(Distribution.payara().resolve("bin/asadmin").toString());
    line.add("--port=" + adminPort);
    line.addAll(List.of(arguments));
    return Command.run(line, environment());
  }

  /** The shipped configuration on this machine only and on free ports. */
  private String confined(String xml) {
    String listeners = PORT.matcher(xml).replaceAll(port -> "port=\"" + Ports.free() + "\"");
    return listeners
        .replace("<network-listener port=\"8080\"", listener(port()))
        .replace("<network-listener port=\"8181\"", listener(httpsPort))
        .replace("<network-listener port=\"4848\"", listener(adminPort))
        .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
        .replace(
            "\"JMS_PROVIDER_PORT\" value=\"7676\"",
            "\"JMS_PROVIDER_PORT\" value=\"" + Ports.free() + "\"")
        .replace("<jvm-options>-Xmx512m", "<jvm-options>-Xmx768m");
  }

  private static String listener(int port) {
    return "<network-listener address=\"127.0.0.1\" port=\"" + port + "\"";
  }
}
