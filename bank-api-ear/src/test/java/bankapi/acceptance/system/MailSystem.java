package bankapi.acceptance.system;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The operators' mail server. */
public final class MailSystem {
  /** Whom alerts are sent to. */
  public static final String OPERATOR = "olivia@ops.example";

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  public MailSystem() {
    server.start();
  }

  public int port() {
    return server.getSmtp().getPort();
  }

  /** The subjects of all messages in whose text this stands. */
  public List<String> subjects(String words) {
    return Stream.of(server.getReceivedMessages())
        .filter(mail -> text(mail).contains(words))
        .map(MailSystem::subject)
        .toList();
  }

  private static String text(MimeMessage mail) {
    try {
      return String.valueOf(mail.getContent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
