package bankapi.acceptance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code bank-api.jar}: Payara Micro with the WAR inside. */
final class JarNode extends Node {
  private Path jar = archive();
  private Process process;

  JarNode(String name, int port, Map<String, String> settings, Postgres database) {
    super(name, port, settings);
    Distribution.delete(directory());
    environment().put("BANKAPI_OPERATOR_NAME", Operators.OPERATOR);
    environment().put("BANKAPI_OPERATOR_PASSWORD", Operators.PASSWORD);
    if (database != null) {
      environment().put("BANKAPI_DATABASE_URL", database.url());
      environment().put("BANKAPI_DATABASE_USER", Postgres.USER);
      environment().put("BANKAPI_DATABASE_PASSWORD", Postgres.PASSWORD);
    }
  }

  @Override
  public void start() {
    try {
      Files.createDirectories(directory());
      ProcessBuilder builder =
          new ProcessBuilder(
                  List.of(
                      Distribution.java().resolve("bin/java").toString(),
                      "-Xmx384m",
                      "-jar",
                      jar.toString(),
                      "--port",
                      String.valueOf(port())))
              .directory(directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log().toFile()));
      builder.environment().putAll(environment());
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** There is nothing to deploy on it: another version is another file, started anew. */
  @Override
  public void deploy(Path archive) {
    if (!archive.equals(jar)) {
      jar = archive;
      stop();
      start();
    }
  }

  @Override
  public Path archive() {
    return Distribution.jar();
  }

  @Override
  public void stop() {
    process().ifPresent(ProcessHandle::destroy);
    awaitEnd();
  }

  @Override
  public Path log() {
    return directory().resolve("console.log");
  }

  @Override
  Optional<ProcessHandle> process() {
    return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
  }
}
