package bankapi.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The settings in the order of MicroProfile Config, with the settings file as the last source:
 * system property, environment variable, file.
 */
final class Settings {
  private final Properties system;
  private final Map<String, String> environment;
  private final Properties file;

  Settings(Properties system, Map<String, String> environment, Properties file) {
    this.system = system;
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the settings file.
   *
   * @param named the file the operator named: it must exist
   * @param usual the file that is read where none was named, if it exists
   */
  static Settings read(@Nullable Path named, Path usual) throws StartFailure {
    Properties file = new Properties();
    Path path = named == null ? usual : named;
    if (named != null || Files.exists(usual)) {
      try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
        file.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw StartFailure.because("The settings file " + path + " cannot be read.");
      }
    }
    return new Settings(System.getProperties(), System.getenv(), file);
  }

  Optional<String> get(String key) {
    String value = system.getProperty(key);
    if (value == null) {
      value = fromEnvironment(key);
    }
    if (value == null) {
      value = file.getProperty(key);
    }
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Makes the application see the file, without hiding what a stronger source says. */
  void publish() {
    for (String key : file.stringPropertyNames()) {
      if (system.getProperty(key) == null && fromEnvironment(key) == null) {
        system.setProperty(key, file.getProperty(key).strip());
      }
    }
  }

  /** Sets what no source says, for the application and for {@link #get}. */
  void setDefault(String key, String value) {
    if (get(key).isEmpty()) {
      system.setProperty(key, value);
    }
  }

  /** A warning for a settings file that other users of the machine can read. */
  static Optional<String> exposed(Path path) {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      if (view != null
          && Files.exists(path)
          && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
        return Optional.of(
            "Every user of this machine can read " + path + "; to change that: chmod o-r " + path);
      }
    } catch (IOException e) {
      // a file whose rights cannot be read is no reason to warn
    }
    return Optional.empty();
  }

  /**
   * The three spellings of MicroProfile Config 3.1, section "Environment Variables Mapping Rules".
   */
  private @Nullable String fromEnvironment(String key) {
    String value = environment.get(key);
    String underscored = key.replaceAll("[^A-Za-z0-9]", "_");
    if (value == null) {
      value = environment.get(underscored);
    }
    if (value == null) {
      value = environment.get(underscored.toUpperCase(Locale.ROOT));
    }
    return value;
  }
}
