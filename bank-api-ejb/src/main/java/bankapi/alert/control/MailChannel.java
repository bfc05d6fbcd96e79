package bankapi.alert.control;

import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * E-mail by a mail session of the server, which is looked up each time: it may be defined, mended
 * or taken away while this runs.
 */
final class MailChannel implements AlertChannel {

  private static final String KEY = "mail";
  private static final Logger LOGGER = System.getLogger(MailChannel.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Servers look a mail through before they say that they take it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of the whole, however many answers it takes: within the claim of {@link NoticeQueue}. */
  static final Duration IN_ALL = Duration.ofMinutes(4);

  /** Finds the server's mail session. */
  interface Sessions {
    Session find(String name) throws NamingException;
  }

  private final String sessionName;
  private final InternetAddress[] to;
  private final Optional<InternetAddress> from;
  private final Sessions sessions;
  private final Executor threads;
  private final Duration inAll;

  /**
   * @param threads to send by: what takes too long is left to its thread, and to the limits of each
   *     answer
   * @param inAll how long a mail may take; the last quarter is the server's to look it through
   */
  MailChannel(
      String sessionName,
      InternetAddress[] to,
      Optional<InternetAddress> from,
      Sessions sessions,
      Executor threads,
      Duration inAll) {
    this.sessionName = sessionName;
    this.to = to;
    this.from = from;
    this.sessions = sessions;
    this.threads = threads;
    this.inAll = inAll;
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
    Session given;
    try {
      given = sessions.find(sessionName);
    } catch (NamingException | ClassCastException e) {
      return Said.failed("The server has no mail session " + sessionName);
    }
    FutureTask<Said> sending = new FutureTask<>(() -> send(given, message));
    try {
      threads.execute(withLoaderOfThis(sending));
      return sending.get(inAll.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Said.failed("The mail server took longer than " + inAll.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(e);
    } catch (ExecutionException | RuntimeException e) {
      return failed(e);
    }
  }

  /** Where mail finds what writes its parts. */
  private static Runnable withLoaderOfThis(Runnable task) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return () -> {
      Thread thread = Thread.currentThread();
      ClassLoader own = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        task.run();
      } finally {
        thread.setContextClassLoader(own);
      }
    };
  }

  private Said send(Session given, AlertMessage message) {
    try {
      Session session = own(given);
      send(session, mail(session, message));
      return Said.ARRIVED;
    } catch (MessagingException | RuntimeException e) {
      return failed(e);
    }
  }

  private static Said failed(Exception e) {
    return Said.failed(e.getClass().getSimpleName() + ": " + firstLine(e.getMessage()));
  }

  private MimeMessage mail(Session session, AlertMessage message) throws MessagingException {
    MimeMessage mail = new TimelyMail(session, inAll.multipliedBy(3).dividedBy(4));
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

  /**
   * A session like the server's, which others use too, with limits of our own. It asks the server's
   * for the password.
   */
  private static Session own(Session given) throws MessagingException {
    Session own =
        Session.getInstance(
            limited(given.getProperties()),
            new Authenticator() {
              @Override
              protected PasswordAuthentication getPasswordAuthentication() {
                return given.requestPasswordAuthentication(
                    getRequestingSite(),
                    getRequestingPort(),
                    getRequestingProtocol(),
                    getRequestingPrompt(),
                    getDefaultUserName());
              }
            });
    own.setProvider(given.getProvider(protocol(given.getProperties())));
    own.setDebug(given.getDebug());
    return own;
  }

  /**
   * The same with what is missing: limits, without which a server that is silent would be waited
   * for without end, and that who is refused keeps the mail from nobody else.
   */
  static Properties limited(Properties given) {
    Properties own = new Properties();
    given.stringPropertyNames().forEach(name -> own.put(name, given.getProperty(name)));
    own.putAll(given);
    String prefix = "mail." + protocol(given) + ".";
    own.putIfAbsent(prefix + "connectiontimeout", millis(LIMIT));
    own.putIfAbsent(prefix + "writetimeout", millis(LIMIT));
    own.putIfAbsent(prefix + "timeout", millis(PATIENCE));
    own.putIfAbsent(prefix + "sendpartial", "true");
    return own;
  }

  private static String protocol(Properties properties) {
    return properties.getProperty("mail.transport.protocol", "smtp").toLowerCase(Locale.ROOT);
  }

  private static String millis(Duration time) {
    return String.valueOf(time.toMillis());
  }

  /** The session's own protocol, which the static send would not ask for. */
  private static void send(Session session, MimeMessage mail) throws MessagingException {
    Transport transport = session.getTransport();
    try {
      transport.connect();
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (SendFailedException e) {
      if (count(e.getValidSentAddresses()) == 0) {
        throw e;
      }
      LOGGER.log(
          Level.WARNING,
          "The mail server refused {0} of the recipients of bankapi.alert.mail-to: {1}",
          count(e.getInvalidAddresses()) + count(e.getValidUnsentAddresses()),
          firstLine(e.getMessage()));
    } finally {
      close(transport);
    }
  }

  /** Whatever comes of it: what was taken has arrived. */
  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOGGER.log(Level.DEBUG, "The mail server did not say farewell", e);
    }
  }

  private static int count(Address @Nullable [] addresses) {
    return addresses == null ? 0 : addresses.length;
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
