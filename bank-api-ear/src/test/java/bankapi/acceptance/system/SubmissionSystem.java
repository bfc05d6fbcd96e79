package bankapi.acceptance.system;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that takes nothing without STARTTLS and a login. */
public final class SubmissionSystem implements AutoCloseable {
  public static final String USER = "bank-api";
  public static final String PASSWORD = "mail-of-the-tests";

  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final SMTPServer server;

  /**
   * @param certificate what it shows
   */
  public SubmissionSystem(SSLContext certificate) {
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .requireTLS()
            .requireAuth()
            .startTlsSocketFactory(certificate)
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> {
                      if (!user.equals(USER) || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                      }
                    }))
            .messageHandler(
                (context, from, to, mail) -> mails.add(new String(mail, StandardCharsets.UTF_8)))
            .build();
    server.start();
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** What was taken, as it was sent. */
  public List<String> mails() {
    return mails;
  }

  @Override
  public void close() {
    server.stop();
  }
}
