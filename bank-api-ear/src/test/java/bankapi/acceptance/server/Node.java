package bankapi.acceptance.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;

/**
 * One process of the gateway, operated as its server is operated: a free port on this machine, a
 * directory of its own, the settings in its environment. It goes with the JVM that started it.
 */
public abstract class Node {
  /** For a start or a stop on a busy machine. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String name;
  private final Path directory;
  private final int port;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * @param name of this node alone; its directory is called so
   * @param port a free one
   * @param settings the gateway's, by their keys
   */
  Node(String name, int port, Map<String, String> settings) {
    this.name = name;
    this.port = port;
    this.directory = Distribution.work().resolve(name);
    environment.put("JAVA_HOME", Distribution.java().toString());
    environment.put("AS_JAVA", Distribution.java().toString());
    settings.forEach((key, value) -> environment.put(variable(key), value));
    environment.put(
        variable("bankapi.platform.out-of-service-file"), outOfServiceFile().toString());
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill " + name));
  }

  /**
   * A node that is not started yet.
   *
   * @param kind {@code jar}, {@code wildfly} or {@code payara-server}
   * @param database null for the embedded one
   */
  public static Node of(
      String kind, String name, int port, Map<String, String> settings, Postgres database) {
    return switch (kind) {
      case "jar" -> new JarNode(name, port, settings, database);
      case "wildfly" -> new WildFlyNode(name, port, settings, database);
      case "payara-server" -> new PayaraNode(name, port, settings, database);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  public final String name() {
    return name;
  }

  public final URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  final int port() {
    return port;
  }

  final Path directory() {
    return directory;
  }

  final Map<String, String> environment() {
    return environment;
  }

  /** Sets one of the gateway's settings by its key; counts from the next start. */
  public final void set(String key, String value) {
    environment.put(variable(key), value);
  }

  /** Starts the process with what is deployed on it; does not wait until it is ready. */
  public abstract void start();

  /** Deploys the archive of this kind of server on the running process, or replaces it. */
  public abstract void deploy(Path archive);

  /** The archive as the build made it. */
  public abstract Path archive();

  /** Stops it as its operators do, and waits for the end. */
  public abstract void stop();

  /** The file to read where something went wrong. */
  public abstract Path log();

  /** The running process; empty where none runs. */
  abstract Optional<ProcessHandle> process();

  /** From now on it says that it is not ready. */
  final void leaveService() {
    try {
      Files.createFile(outOfServiceFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final void enterService() {
    try {
      Files.delete(outOfServiceFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path outOfServiceFile() {
    return directory.resolve("out-of-service");
  }

  /** {@code kill -9}. */
  public final void kill() {
    process().ifPresent(ProcessHandle::destroyForcibly);
    awaitEnd();
  }

  /** Of the running process. */
  public final long pid() {
    return process().orElseThrow().pid();
  }

  public final boolean runs() {
    return process().isPresent();
  }

  /**
   * Its MBeans, as jconsole and its like see them: through the attach mechanism of the JVM.
   *
   * @return close it
   */
  public final JMXConnector management() {
    try {
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid()));
      try {
        return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      } finally {
        machine.detach();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the process holds in memory, as Linux counts it: VmRSS. */
  final long residentMebibytes() {
    Path status = Path.of("/proc", String.valueOf(pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final void awaitEnd() {
    Awaitility.await(name + " ends").atMost(PATIENCE).until(() -> !runs());
  }

  /** The process whose id a file holds; empty without the file, and where the process is gone. */
  static Optional<ProcessHandle> processOf(Path pidFile) {
    try {
      return Files.exists(pidFile)
          ? ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
              .filter(ProcessHandle::isAlive)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty(); // being written
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The environment variable of a setting, as MicroProfile Config looks for it. */
  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  @Override
  public String toString() {
    return name;
  }
}
