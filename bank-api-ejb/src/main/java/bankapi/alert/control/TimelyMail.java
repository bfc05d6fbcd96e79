package bankapi.alert.control;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A mail that is given to no server after its time: what was told to have failed must not arrive
 * all the same.
 */
final class TimelyMail extends MimeMessage {

  private final long end;

  /**
   * @param within how long from now it may begin to be written
   */
  TimelyMail(Session session, Duration within) {
    super(session);
    this.end = System.nanoTime() + within.toNanos();
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
    if (System.nanoTime() - end > 0) {
      throw new IOException("the mail server was too slow to be given the mail");
    }
    super.writeTo(out, ignored);
  }
}
