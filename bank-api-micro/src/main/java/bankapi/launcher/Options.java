package bankapi.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param port 0 takes any free port
 * @param config the file that was named, null where none was
 */
record Options(
    Action action, int port, String address, @Nullable Path config, boolean exitOnStdinClose) {

  enum Action {
    START,
    HELP,
    VERSION
  }

  static final String HELP =
      """
      Usage: java -jar bank-api.jar [options]

        --port N               HTTP port (8080); 0 takes any free port
        --address A            address to listen on (127.0.0.1, this machine only; 0.0.0.0 is all)
        --config FILE          settings as a Java properties file (./bank-api.properties if it exists)
        --exit-on-stdin-close  end when the standard input is closed, that is with the parent process
        --version              print the version and end
        --help                 print this and end

      Settings are read from system properties (-Dname=value before -jar), then the environment
      (BANKAPI_PUBLIC_URL is bankapi.public-url), then the settings file. The data lies in ./data:
      the embedded database, the encryption key, the log. Another database:
      bankapi.database.url, bankapi.database.user, bankapi.database.password, bankapi.database.max-pool-size
      Who may use the console and the admin API: bankapi.operator.name, bankapi.operator.password
      Alerts by e-mail: bankapi.mail.host, bankapi.alert.mail-from, bankapi.alert.mail-to
      The log for machines, on the console and in the file: bankapi.log.format=json
      """;

  static Options parse(String... arguments) throws StartFailure {
    Action action = Action.START;
    int port = 8080;
    String address = "127.0.0.1";
    Path config = null;
    boolean exitOnStdinClose = false;
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      if (equals > 0) {
        rest.addFirst(word.substring(equals + 1));
        word = word.substring(0, equals);
      }
      switch (word) {
        case "--port" -> port = port(value(word, rest));
        case "--address" -> address = value(word, rest);
        case "--config" -> config = Path.of(value(word, rest));
        case "--exit-on-stdin-close" -> exitOnStdinClose = flag(word, equals);
        case "--help", "-h" -> action = flag(word, equals) ? Action.HELP : action;
        case "--version" -> action = flag(word, equals) ? Action.VERSION : action;
        default -> throw StartFailure.usage("Unknown option " + word + ".");
      }
    }
    return new Options(action, port, address, config, exitOnStdinClose);
  }

  private static String value(String option, Deque<String> rest) throws StartFailure {
    String value = rest.pollFirst();
    if (value == null || value.isBlank() || value.startsWith("--")) {
      throw StartFailure.usage("The option " + option + " needs a value.");
    }
    return value;
  }

  private static boolean flag(String option, int equals) throws StartFailure {
    if (equals > 0) {
      throw StartFailure.usage("The option " + option + " takes no value.");
    }
    return true;
  }

  private static int port(String text) throws StartFailure {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // the same sentence as for a number out of range
    }
    throw StartFailure.usage("The port must be a number from 0 to 65535, not " + text + ".");
  }
}
