package bankapi.acceptance.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;

/**
 * Payara Server for Arquillian: a fresh copy, set to loopback and free ports before its first
 * start, operated with asadmin and the scripts that operators use.
 */
public final class PayaraServer implements DeployableContainer<PayaraServerConfiguration> {
  private static final int MINUTES = 5;

  private Path home = Path.of("");
  private Path config = Path.of("");
  private Path script = Path.of("");
  private boolean prepared;

  @Override
  public Class<PayaraServerConfiguration> getConfigurationClass() {
    return PayaraServerConfiguration.class;
  }

  @Override
  public void setup(PayaraServerConfiguration configuration) {
    home = Path.of(configuration.getHome());
    config = home.resolve("glassfish/domains/domain1/config");
    script = Path.of(configuration.getScript());
  }

  @Override
  public void start() throws LifecycleException {
    try {
      if (prepared) {
        asadmin("start-domain", "domain1");
        return;
      }
      prepared = true;
      Path domain = config.resolve("domain.xml");
      Files.writeString(domain, confined(Files.readString(domain)));
      Path preboot = Files.createTempFile(config, "preboot", ".asadmin");
      Files.writeString(
          preboot,
          "set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false\n");
      // a running server takes them at its next start only
      Files.write(preboot, threads(), StandardOpenOption.APPEND);
      Path postboot = Files.createTempFile(config, "postboot", ".asadmin");
      Files.writeString(postboot, onTheBench(script));
      Files.writeString(
          postboot,
          mailOnTheBench(Distribution.script("payara/mail.asadmin")),
          StandardOpenOption.APPEND);
      Files.write(postboot, Operators.asadmin(), StandardOpenOption.APPEND);
      Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill Payara Server"));
      asadmin(
          "start-domain",
          "--prebootcommandfile=" + preboot,
          "--postbootcommandfile=" + postboot,
          "domain1");
    } catch (IOException e) {
      throw new LifecycleException("Payara Server did not start", e);
    }
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    try {
      asadmin("deploy", "--name=bank-api", System.getProperty("bankapi.test.archive"));
    } catch (IOException e) {
      throw new DeploymentException("The EAR was not deployed", e);
    }
    return new ProtocolMetaData();
  }

  @Override
  public void undeploy(Archive<?> archive) {
    // the whole server goes
  }

  @Override
  public void stop() throws LifecycleException {
    try {
      asadmin("stop-domain", "domain1");
    } catch (IOException e) {
      throw new LifecycleException("Payara Server did not stop", e);
    }
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Servlet 5.0");
  }

  @Override
  public void deploy(Descriptor descriptor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void undeploy(Descriptor descriptor) {
    throw new UnsupportedOperationException();
  }

  /** The script that operators use, with the bench's database in place of a file. */
  private static String onTheBench(Path operators) throws IOException {
    // with the short patience for locks that the other servers have here, too
    String file = "file\\:${com.sun.aas.instanceRoot}/lib/databases/bank-api;LOCK_TIMEOUT\\=30000";
    String script = Files.readString(operators);
    if (!script.contains(file)) {
      throw new IOException(operators + " no longer names " + file);
    }
    String bench =
        "tcp\\://127.0.0.1\\:"
            + System.getProperty("bankapi.test.database-port")
            + "/mem\\:bankapi";
    return script.replace(file, bench);
  }

  /** Of the script that operators use: the shipped domain has five threads for all callers. */
  private static List<String> threads() throws IOException {
    try (Stream<String> lines = Files.lines(Distribution.script("payara/limits.asadmin"))) {
      return lines.filter(line -> line.contains(".http-thread-pool.")).toList();
    }
  }

  /**
   * The script that operators use, with the bench's mail server, which wants neither TLS nor
   * password.
   */
  private static String mailOnTheBench(Path operators) throws IOException {
    String port = "587:mail-smtp-starttls-enable=true:mail-smtp-starttls-required=true";
    String script = Files.readString(operators);
    if (!script.contains(port)) {
      throw new IOException(operators + " no longer names " + port);
    }
    return script
        .replace("smtp.example.com", "127.0.0.1")
        .replace(" --auth true --password ${ALIAS=bankapi-mail}", "")
        .replace(port, System.getProperty("bankapi.test.smtp-port"));
  }

  /** The shipped configuration on this machine only, on free ports, with the settings. */
  private static String confined(String domain) {
    String options =
        Bench.only().settings().entrySet().stream()
            .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue())
            .map(option -> "<jvm-options>" + option.replace("&", "&amp;") + "</jvm-options>")
            .collect(Collectors.joining());
    return domain
        .replace("<network-listener port=\"8080\"", listener("bankapi.test.http-port"))
        .replace("<network-listener port=\"8181\"", listener("bankapi.test.https-port"))
        .replace("<network-listener port=\"4848\"", listener("bankapi.test.management-port"))
        .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
        .replace(
            "\"JMS_PROVIDER_PORT\" value=\"7676\"",
            "\"JMS_PROVIDER_PORT\" value=\"" + Ports.free() + "\"")
        .replaceAll("port=\"(3700|3820|3920|8686|7676)\"", "port=\"0\"")
        .replaceFirst("<jvm-options>-Xmx512m", options + "<jvm-options>-Xmx768m");
  }

  private static String listener(String port) {
    return "<network-listener address=\"127.0.0.1\" port=\"" + System.getProperty(port) + "\"";
  }

  private void asadmin(String command, String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(home.resolve("bin/asadmin").toString());
    line.add("--port=" + System.getProperty("bankapi.test.management-port"));
    line.add(command);
    line.addAll(List.of(arguments));
    File output = Files.createTempFile("asadmin", ".txt").toFile();
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output).start();
    try {
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(command + ": " + Files.readString(output.toPath()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", e);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output.toPath());
    }
  }

  private void kill() {
    pid().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The server writes its process id beside its configuration and deletes it when it stops. */
  private Optional<Long> pid() {
    try {
      return Optional.of(
          Long.valueOf(Files.readString(config.resolve("pid"), StandardCharsets.US_ASCII).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
