package bankapi.frappe.boundary;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code name=value} and {@code name="value"} behind the first semicolon of a header. */
final class HeaderParameters {

  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([^=;\\s]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;]*+))");

  private HeaderParameters() {}

  static Optional<String> find(String header, String name) {
    Matcher matcher = PARAMETER.matcher(header);
    while (matcher.find()) {
      if (matcher.group(1).equalsIgnoreCase(name)) {
        String quoted = matcher.group(2);
        return Optional.of(
            quoted == null ? matcher.group(3).strip() : quoted.replaceAll("\\\\([\"\\\\])", "$1"));
      }
    }
    return Optional.empty();
  }
}
