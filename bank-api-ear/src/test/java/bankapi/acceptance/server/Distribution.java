package bankapi.acceptance.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** What the build gives to the tests: unpacked servers that nobody starts, archives, scripts. */
final class Distribution {
  private Distribution() {}

  static Path wildfly() {
    return path("bankapi.test.wildfly");
  }

  static Path payara() {
    return path("bankapi.test.payara");
  }

  static Path jar() {
    return path("bankapi.test.jar");
  }

  static Path ear() {
    return path("bankapi.test.ear");
  }

  /** An operator's script: its path below {@code config/}. */
  static Path script(String name) {
    return path("bankapi.test.scripts").resolve(name);
  }

  /**
   * An operator's script with these values edited in a copy.
   *
   * @param edits what stands there, and what shall
   */
  static Path edited(String name, Map<String, String> edits, Path directory) {
    try {
      String script = Files.readString(script(name));
      for (Map.Entry<String, String> edit : edits.entrySet()) {
        if (!script.contains(edit.getKey())) {
          throw new IllegalStateException(name + " no longer names " + edit.getKey());
        }
        script = script.replace(edit.getKey(), edit.getValue());
      }
      Path copy = directory.resolve(script(name).getFileName());
      Files.writeString(copy, script);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where servers keep what they write, and their logs afterwards. */
  static Path work() {
    return path("bankapi.test.work");
  }

  /** The JDK that servers run on: that of the build, or another one named by the build. */
  static Path java() {
    String given = System.getProperty("bankapi.test.jdk", "");
    return Path.of(given.isEmpty() ? System.getProperty("java.home") : given);
  }

  /** The driver that this JVM uses itself. */
  static Path postgresqlDriver() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.matches(".*[/\\\\]postgresql-[0-9.]+\\.jar"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  /** Copies a tree; what was at the target is gone. */
  static void copy(Path from, Path to) {
    delete(to);
    try (Stream<Path> files = Files.walk(from)) {
      Files.createDirectories(to.getParent());
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what an earlier run may have left. */
  static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String property) {
    return Path.of(System.getProperty(property));
  }
}
