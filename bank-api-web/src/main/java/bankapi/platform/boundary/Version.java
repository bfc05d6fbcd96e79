package bankapi.platform.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The version this archive was built as, and from what. */
public final class Version {

  private static final Properties BUILD = read();

  private Version() {}

  /** For example {@code 1.0.0}. */
  public static String current() {
    return BUILD.getProperty("version", "");
  }

  /** Empty where the build had no git, as from an archive of the sources. */
  public static Optional<Commit> commit() {
    return commitOf(BUILD);
  }

  static Optional<Commit> commitOf(Properties build) {
    String id = build.getProperty("commit", "");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Commit(
                id,
                Instant.parse(build.getProperty("committed")),
                Boolean.parseBoolean(build.getProperty("changed"))));
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(in, "version.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
