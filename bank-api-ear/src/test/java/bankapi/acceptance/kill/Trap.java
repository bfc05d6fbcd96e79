package bankapi.acceptance.kill;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.pool.TypePool;
import org.awaitility.Awaitility;

/** The test's end of {@link KillAgent}: makes its jar, arms its points, sees who was caught. */
final class Trap {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path directory;

  /**
   * @param directory is made; the agent's jar and its files lie there
   * @param points those that may be armed, as {@link KillAgent} reads them
   * @throws AssertionError where one of them is not there any more
   */
  Trap(Path directory, Collection<String> points) {
    this.directory = directory.toAbsolutePath();
    points.forEach(Trap::assertThere);
    try {
      Files.createDirectories(directory);
      forget();
      Files.write(directory.resolve(KillAgent.POINTS), points.stream().distinct().toList());
      writeJar();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the JVM of the process that is to be caught. */
  String javaOption() {
    return "-javaagent:" + jar() + "=" + directory;
  }

  void arm(String point) {
    write(KillAgent.ARMED, point);
  }

  /**
   * Waits until a process stands at the armed point.
   *
   * @return its id
   */
  long awaitCaught() {
    return Awaitility.await("the armed point is reached")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(this::caught, Optional::isPresent)
        .orElseThrow();
  }

  /** The process that stands at a point now. */
  Optional<Long> caught() {
    return files()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.startsWith(KillAgent.REACHED))
        .map(name -> Long.valueOf(name.substring(KillAgent.REACHED.length())))
        .findFirst();
  }

  /** Moves the clocks of these processes, and waits until they go so. */
  void moveClocks(Duration ahead, Collection<Long> processes) {
    String millis = String.valueOf(ahead.toMillis());
    write(KillAgent.CLOCK, millis);
    Awaitility.await("all clocks are moved")
        .atMost(PATIENCE)
        .until(
            () ->
                processes.stream()
                    .map(process -> directory.resolve(KillAgent.CLOCK + "-" + process))
                    .allMatch(file -> millis.equals(text(file))));
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole or not at all. */
  private void write(String name, String text) {
    try {
      Path written = Files.writeString(directory.resolve("writing"), text);
      Files.move(written, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing is armed, nobody was caught, and nobody's clock was moved. */
  void forget() {
    try {
      for (Path file : files().toList()) {
        String name = file.getFileName().toString();
        if (name.equals(KillAgent.ARMED)
            || name.startsWith(KillAgent.REACHED)
            || name.startsWith(KillAgent.CLOCK)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<Path> files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A method that was renamed would otherwise never be reached, and the check be hollow. */
  private static void assertThere(String line) {
    KillAgent.Point point = KillAgent.Point.of(line);
    TypePool.Resolution type = TypePool.Default.ofSystemLoader().describe(point.type());
    if (!type.isResolved()
        || type.resolve().getDeclaredMethods().filter(point.matcher()).isEmpty()) {
      throw new AssertionError(line + " is not there any more: name what took its place");
    }
  }

  private Path jar() {
    return directory.resolve("kill-agent.jar");
  }

  private void writeJar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", KillAgent.class.getName());
    attributes.put(Attributes.Name.CLASS_PATH, location(ByteBuddy.class).toString());
    try (OutputStream file = Files.newOutputStream(jar());
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      for (Class<?> type : KillAgent.classes()) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (var bytes = type.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(jar);
        }
      }
    }
  }

  private static URI location(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
