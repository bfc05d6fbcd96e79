package bankapi.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The mail server by which alerts go out as e-mail, told to the server as the mail session {@value
 * #SESSION}: Payara Micro has no console in which one is made. The password stays in the settings,
 * as that of the {@link Database} does.
 */
final class MailServer {
  static final String HOST = "bankapi.mail.host";
  static final String PORT = "bankapi.mail.port";
  static final String SECURITY = "bankapi.mail.security";
  static final String USER = "bankapi.mail.user";
  static final String PASSWORD = "bankapi.mail.password";
  static final String SESSION = "mail/bankapi";
  private static final String USED_SESSION = "bankapi.alert.mail-session";
  private static final String TO = "bankapi.alert.mail-to";
  private static final String FROM = "bankapi.alert.mail-from";

  /** How what is said is kept from others on the way. */
  private enum Security {
    /** RFC 3207; a server that does not offer it is not spoken to. */
    STARTTLS(587, "mail-smtp-starttls-enable=true", "mail-smtp-starttls-required=true"),
    /** RFC 8314, "implicit TLS". */
    TLS(465, "mail-smtp-ssl-enable=true"),
    NONE(25);

    private final int port;
    private final List<String> properties;

    Security(int port, String... properties) {
      this.port = port;
      this.properties = List.of(properties);
    }
  }

  private final List<String> arguments;

  private MailServer(List<String> arguments) {
    this.arguments = arguments;
  }

  /** Empty where the settings name none: then no alert goes out as e-mail. */
  static Optional<MailServer> of(Settings settings) throws StartFailure {
    Optional<String> host = settings.get(HOST);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    boolean user = settings.get(USER).isPresent();
    if (user != settings.get(PASSWORD).isPresent()) {
      throw StartFailure.because(USER + " and " + PASSWORD + " go together: set both, or neither.");
    }
    if (settings.get(FROM).isEmpty() || settings.get(TO).isEmpty()) {
      throw StartFailure.because(HOST + " needs " + FROM + " and " + TO + ": who writes to whom.");
    }
    settings.setDefault(USED_SESSION, SESSION);
    Security security = security(settings);
    List<String> properties = new ArrayList<>(security.properties);
    properties.add("mail-smtp-port=" + port(settings, security));
    properties.add("mail-smtp-ssl-checkserveridentity=true");
    List<String> arguments = new ArrayList<>();
    arguments.add("--mailhost=" + reference(HOST));
    arguments.add("--fromaddress=" + reference(FROM));
    // the server wants a name even where nobody logs in
    arguments.add("--mailuser=" + (user ? reference(USER) : "bank-api"));
    if (user) {
      arguments.add("--auth=true");
      arguments.add("--password=" + reference(PASSWORD));
    }
    arguments.add("--property=" + String.join(":", properties));
    arguments.add(SESSION);
    return Optional.of(new MailServer(arguments));
  }

  /** The arguments of {@code create-javamail-resource}. */
  String[] session() {
    return arguments.toArray(String[]::new);
  }

  private static String reference(String key) {
    return "${MPCONFIG=" + key + "}";
  }

  private static Security security(Settings settings) throws StartFailure {
    String text = settings.get(SECURITY).orElse("starttls");
    try {
      return Security.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw StartFailure.because(SECURITY + " must be starttls, tls or none, not " + text + ".");
    }
  }

  private static int port(Settings settings, Security security) throws StartFailure {
    String text = settings.get(PORT).orElse(String.valueOf(security.port));
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // the same sentence as for a number out of range
    }
    throw StartFailure.because(PORT + " must be a number from 1 to 65535, not " + text + ".");
  }
}
