package bankapi.acceptance.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of {@code config/README.md} that changes a setting.
 *
 * @param name as the server's tool reads it
 * @param value which the line sets
 */
record Change(String line, String name, String value) {
  private static final Pattern CELL = Pattern.compile("`([^`]+)`");
  private static final Pattern ASADMIN = Pattern.compile("set (\\S+?)=(\\S+)");
  private static final Pattern CLI =
      Pattern.compile("(/\\S+):write-attribute\\(name=(\\S+), value=(\\S+)\\)");

  /** What the table has for Payara Server. */
  static List<Change> onPayara() {
    return inColumn(2, ASADMIN).map(m -> new Change(m.group(), m.group(1), m.group(2))).toList();
  }

  /** What the table has for WildFly. */
  static List<Change> onWildFly() {
    return inColumn(3, CLI)
        .map(m -> new Change(m.group(), m.group(1) + " " + m.group(2), m.group(3)))
        .toList();
  }

  /** The same line with another value. */
  String to(String other) {
    return line.replace("=" + value, "=" + other);
  }

  private static Stream<Matcher> inColumn(int column, Pattern command) {
    Path readme = Path.of(System.getProperty("bankapi.test.scripts"), "README.md");
    try {
      String[] parts = Files.readString(readme).split("## Change it later");
      return parts[1]
          .lines()
          .filter(line -> line.startsWith("|"))
          .map(line -> CELL.matcher(line.split("\\|")[column]))
          .filter(Matcher::find)
          .map(cell -> command.matcher(cell.group(1)))
          .filter(Matcher::matches);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
