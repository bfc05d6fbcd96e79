package bankapi.sandbox;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Command line options {@code --name value}, {@code --name=value} and flags {@code --name}; what is
 * not given there may come from an environment variable made of a prefix and the name.
 */
public final class Options {

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> environment;
  private final String prefix;

  /** A mistake of the person who typed; the message is for that person. */
  public static final class WrongOptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongOptionException(String message) {
      super(message);
    }
  }

  /**
   * @param withValue the names that take a value, without dashes
   * @param flags the names that take none
   * @param prefix of environment variables, for example {@code BANKAPI_SANDBOX_}
   * @throws WrongOptionException if an argument is not understood
   */
  public Options(
      List<String> arguments,
      Set<String> withValue,
      Set<String> flags,
      Map<String, String> environment,
      String prefix) {
    this.environment = environment;
    this.prefix = prefix;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = argument.substring(0, equals < 0 ? argument.length() : equals);
      String bare = name.startsWith("--") ? name.substring(2) : "";
      if (flags.contains(bare) && equals < 0) {
        values.put(bare, "true");
      } else if (!withValue.contains(bare)) {
        throw new WrongOptionException("Unknown argument: " + argument);
      } else if (equals >= 0) {
        values.put(bare, argument.substring(equals + 1));
      } else if (++i < arguments.size()) {
        values.put(bare, arguments.get(i));
      } else {
        throw new WrongOptionException(name + " needs a value");
      }
    }
  }

  public boolean has(String flag) {
    return values.containsKey(flag);
  }

  /** The option's value, or the environment's; an empty one counts as none. */
  public Optional<String> text(String name) {
    String variable = prefix + name.toUpperCase(Locale.ROOT).replace('-', '_');
    return Optional.ofNullable(values.getOrDefault(name, environment.getOrDefault(variable, "")))
        .filter(value -> !value.isEmpty());
  }

  /** A port, 0 to 65535. */
  public int port(String name, int otherwise) {
    return number(name, otherwise, 65_535);
  }

  /** A whole number from 0 to {@code most}. */
  public int number(String name, int otherwise, int most) {
    String text = text(name).orElse(Integer.toString(otherwise));
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > most) {
      throw new WrongOptionException(
          "--%s must be a number from 0 to %d, not %s".formatted(name, most, text));
    }
    return Integer.parseInt(text);
  }

  /** An http or https address. */
  public Optional<URI> url(String name) {
    return text(name)
        .map(
            text -> {
              try {
                URI uri = new URI(text);
                if (uri.getHost() != null && ("" + uri.getScheme()).matches("https?")) {
                  return uri;
                }
              } catch (java.net.URISyntaxException e) {
                // Falls through to the message.
              }
              throw new WrongOptionException(
                  "--%s must be an http or https address, not %s".formatted(name, text));
            });
  }
}
