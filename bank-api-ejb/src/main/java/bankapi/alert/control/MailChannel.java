package bankapi.alert.control;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * E-mail by a mail session of the server, which is looked up each time: it may be defined, mended
 * or taken away while this runs.
 */
final class MailChannel implements AlertChannel {

  private static final String KEY = "mail";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Finds the server's mail session. */
  interface Sessions {
    Session find(String name) throws NamingException;
  }

  private final String sessionName;
  private final InternetAddress[] to;
  private final Optional<InternetAddress> from;
  private final Sessions sessions;

  MailChannel(
      String sessionName, InternetAddress[] to, Optional<InternetAddress> from, Sessions sessions) {
    this.sessionName = sessionName;
    this.to = to;
    this.from = from;
    this.sessions = sessions;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String name() {
    return sessionName;
  }

  @Override
  public Said send(AlertMessage message) {
    Session session;
    try {
      session = sessions.find(sessionName);
    } catch (NamingException | ClassCastException e) {
      return Said.failed("The server has no mail session " + sessionName);
    }
    try {
      limit(session);
      send(session, mail(session, message));
      return Said.ARRIVED;
    } catch (MessagingException | RuntimeException e) {
      return Said.failed(e.getClass().getSimpleName() + ": " + firstLine(e.getMessage()));
    }
  }

  private MimeMessage mail(Session session, AlertMessage message) throws MessagingException {
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom(sender(session));
    mail.setRecipients(Message.RecipientType.TO, to);
    mail.setSubject(message.subject(), "UTF-8");
    mail.setText(message.text(), "UTF-8");
    // RFC 3834: nobody's absence note shall answer
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.saveChanges();
    return mail;
  }

  private Address sender(Session session) throws MessagingException {
    InternetAddress own = from.orElseGet(() -> InternetAddress.getLocalAddress(session));
    if (own == null) {
      throw new MessagingException(
          "no sender: set bankapi.alert.mail-from, or the sender of the mail session");
    }
    return own;
  }

  /** The session's own protocol, which the static send would not ask for. */
  private static void send(Session session, MimeMessage mail) throws MessagingException {
    try (Transport transport = session.getTransport()) {
      transport.connect();
      transport.sendMessage(mail, mail.getAllRecipients());
    }
  }

  /** Without these a server that is silent would be waited for without end. */
  private static void limit(Session session) {
    Properties properties = session.getProperties();
    String protocol = properties.getProperty("mail.transport.protocol", "smtp");
    String millis = String.valueOf(LIMIT.toMillis());
    for (String what : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.putIfAbsent("mail." + protocol.toLowerCase(Locale.ROOT) + "." + what, millis);
    }
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
