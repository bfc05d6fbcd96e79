package bankapi.acceptance.server;

import bankapi.acceptance.system.SubmissionSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** WildFly, set up as docs/administration.md says. */
final class ConfiguredWildFly extends WildFlyNode implements ConfiguredServer {
  /** A list, or a value without its quotation marks. */
  private static final Pattern RESULT =
      Pattern.compile("(?s)\"result\" => (?:(\\[.*?])|\"?(.*?)\"?)\\s*[,}]");

  ConfiguredWildFly(Provisions provisions) {
    super(provisions.name(), Ports.free(), provisions.settings());
    environment().put("BANKAPI_DATABASE_URL", provisions.database().url());
    environment().put("BANKAPI_DATABASE_USER", Postgres.USER);
    environment().put("BANKAPI_TLS_KEYSTORE", provisions.certificate().file().toString());
    Path trusted = directory().resolve("trusted.p12");
    provisions.certificate().trustIn(trusted, Certificate.PASSWORD);
    environment()
        .put(
            "JDK_JAVA_OPTIONS",
            JAVA_OPTIONS
                + " -Djavax.net.ssl.trustStore="
                + trusted
                + " -Djavax.net.ssl.trustStorePassword="
                + Certificate.PASSWORD);
    environment().put("BANKAPI_ALERT_MAIL_SESSION", "java:/mail/bankapi");
    environment().put("BANKAPI_MAIL_PORT", String.valueOf(provisions.mail().port()));
    environment().put("BANKAPI_MAIL_STARTTLS", "true");
    WildFlyHome.addDriver(home(), environment());
    script("postgresql");
    script("limits");
    script("logs");
    script("mail");
    secret(Postgres.PASSWORD, "database");
    provisions.secrets().forEach((name, secret) -> secret(secret, "setting", name));
    environment().put("BANKAPI_TLS_PASSWORD", Certificate.PASSWORD);
    script("https");
    secret(Certificate.PASSWORD, "tls");
    environment().remove("BANKAPI_TLS_PASSWORD");
    // what Java says of its options comes before it
    String password =
        secret(SubmissionSystem.PASSWORD, "expression").lines().reduce((a, b) -> b).orElseThrow();
    Operators.addTo(home());
    start();
    mailAs(SubmissionSystem.USER, password);
    cli("/system-property=bankapi.public-url:add(value=\"" + https() + "\")");
    cli("/system-property=bankapi.platform.https-only:add(value=true)");
    connected(
        "--file=" + Distribution.script("wildfly/deploy.cli"),
        "--resolve-parameter-values",
        "-Dear=" + archive());
  }

  private void script(String name) {
    WildFlyHome.script(this, name, Map.of());
  }

  /** The lines in the head of {@code mail.cli}. */
  private void mailAs(String user, String password) {
    String write = "/subsystem=mail/mail-session=bankapi/server=smtp:write-attribute(name=";
    typed(
        List.of(
            write + "username, value=" + user + ")",
            write + "password, value=\"" + password + "\")",
            ":reload"));
  }

  private String secret(String secret, String... arguments) {
    try {
      Path file = Files.createTempFile(directory(), "secret", ".txt");
      Files.writeString(file, secret);
      Map<String, String> environment = new HashMap<>(environment());
      environment.put("SECRET_FILE", file.toString());
      String said =
          Command.run(
              List.of(
                  "sh",
                  "-c",
                  Distribution.script("wildfly/secret.sh")
                      + " "
                      + String.join(" ", arguments)
                      + " < \"$SECRET_FILE\""),
              environment);
      Files.delete(file);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    typed(commands);
  }

  private String typed(List<String> commands) {
    try {
      Path file = Files.createTempFile(directory(), "typed", ".cli");
      Files.write(file, commands);
      return connected("--file=" + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each name is an address and, after a blank, an attribute. */
  @Override
  public Map<String, String> settings(Collection<String> names) {
    String said =
        typed(
            names.stream()
                .map(name -> name.split(" "))
                .map(parts -> parts[0] + ":read-attribute(name=" + parts[1] + ")")
                .toList());
    Iterator<MatchResult> results = RESULT.matcher(said).results().iterator();
    Map<String, String> settings = new HashMap<>();
    names.forEach(name -> settings.put(name, value(results.next())));
    return settings;
  }

  private static String value(MatchResult result) {
    String list = result.group(1);
    // a long number has a mark
    return list == null
        ? result.group(2).replaceFirst("^(\\d+)L$", "$1")
        : list.replaceAll("\\s", "");
  }

  @Override
  public Path configuration() {
    return home().resolve("standalone/configuration");
  }

  @Override
  public Path accessLog() {
    return home().resolve("standalone/log/access_log.log");
  }

  @Override
  public void readCertificate() {
    cli("/subsystem=elytron/key-store=bankapi:load");
    cli("/subsystem=elytron/key-manager=bankapi:init");
  }
}
