package bankapi.console.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force. Which there are, and their defaults, stands in {@code
 * settings.properties}; a test holds it to the documentation, another the documentation to the
 * code.
 */
@ApplicationScoped
public class Settings {

  /** An address of a database may carry its password, that of a chat is one. */
  private static final Pattern SECRET =
      Pattern.compile(
          ".*(secret|secrets|password|keys|api-key|database\\.url|metrics\\.token|alert\\.webhook-url)");

  private static final Properties KNOWN = read();

  /** Sorted by key. */
  public List<Setting> inForce() {
    return KNOWN.stringPropertyNames().stream().sorted().map(Settings::of).toList();
  }

  private static Setting of(String key) {
    ConfigValue found = ConfigProvider.getConfig().getConfigValue(key);
    String given = found.getValue();
    boolean set = given != null && !given.isEmpty();
    return new Setting(
        key,
        isSecret(key) ? null : shown(given, KNOWN.getProperty(key)),
        isSecret(key),
        set,
        set ? found.getSourceName() : null);
  }

  private static @Nullable String shown(@Nullable String given, String standard) {
    String value = given == null ? standard : given;
    return value.isEmpty() ? null : value;
  }

  static boolean isSecret(String key) {
    return SECRET.matcher(key).matches();
  }

  private static Properties read() {
    Properties known = new Properties();
    try (InputStream in = Settings.class.getResourceAsStream("settings.properties")) {
      known.load(Objects.requireNonNull(in, "settings.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known;
  }
}
