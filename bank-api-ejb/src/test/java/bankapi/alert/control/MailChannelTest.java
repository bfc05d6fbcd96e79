package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.alert.control.MailChannel.Sessions;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a real mail session and a real SMTP server that demands a password. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailChannelTest {

  private static final String USER = "bank-api";
  private static final String PASSWORD = "pa55-of-the-test";
  private static final AlertMessage MESSAGE =
      new AlertMessage(
          "[Bank API] Probl\u00e8me : Bridge",
          List.of(
              new AlertMessage.Part(
                  "Rien n'est arriv\u00e9 \u2013 depuis 30 heures.",
                  "https://bank.example.com/console/events")));

  @RegisterExtension
  final GreenMailExtension server =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
          .withConfiguration(GreenMailConfiguration.aConfig().withUser(USER, PASSWORD));

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
    properties.setProperty("mail.smtp.auth", "true");
    properties.setProperty("mail.smtp.user", USER);
    properties.setProperty("mail.from", "bank-api@ops.example");
    return properties;
  }

  private static Session session(Properties properties, String password) {
    return Session.getInstance(
        properties,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(USER, password);
          }
        });
  }

  private static MailChannel channel(Sessions sessions, String from) throws Exception {
    return channel(sessions, from, MailChannel.IN_ALL);
  }

  private static MailChannel channel(Sessions sessions, String from, Duration inAll)
      throws Exception {
    return new MailChannel(
        "mail/bankapi",
        InternetAddress.parse("olivia@ops.example, Oscar <oscar@ops.example>"),
        from == null ? Optional.empty() : Optional.of(new InternetAddress(from)),
        sessions,
        task -> new Thread(task).start(),
        inAll);
  }

  @Test
  void arrivesWithSubjectTextAndSenderAtEverybody() throws Exception {
    assertThat(channel(name -> session(properties(), PASSWORD), null).send(MESSAGE).error())
        .isNull();
    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received).hasSize(2);
    MimeMessage mail = received[0];
    assertThat(mail.getSubject()).isEqualTo(MESSAGE.subject());
    assertThat(String.valueOf(mail.getContent()).strip().replace("\r\n", "\n"))
        .isEqualTo(MESSAGE.text());
    assertThat(mail.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("bank-api@ops.example");
    assertThat(mail.getRecipients(Message.RecipientType.TO)).hasSize(2);
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void theSenderMayBeSet() throws Exception {
    channel(name -> session(properties(), PASSWORD), "alerts@ops.example").send(MESSAGE);
    assertThat(server.getReceivedMessages()[0].getFrom())
        .extracting(Object::toString)
        .containsExactly("alerts@ops.example");
  }

  @Test
  void aWrongPasswordIsSaidAndIsNotInTheWords() throws Exception {
    String error = channel(name -> session(properties(), "wr0ng"), null).send(MESSAGE).error();
    assertThat(error).startsWith("AuthenticationFailedException").doesNotContain("wr0ng");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aMissingSessionIsSaid() throws Exception {
    MailChannel channel =
        channel(
            name -> {
              throw new NameNotFoundException(name);
            },
            null);
    assertThat(channel.send(MESSAGE).error())
        .isEqualTo("The server has no mail session mail/bankapi");
  }

  /** Who is refused silences nobody, and a server that is silent after it took the mail has it. */
  @Test
  void oneRefusedRecipientDoesNotKeepItFromTheOthers() throws Exception {
    try (TestSmtp half = TestSmtp.refusing("oscar@ops.example")) {
      assertThat(channel(name -> half.session(), null).send(MESSAGE).error()).isNull();
      assertThat(half.taken).singleElement().asString().contains("Auto-Submitted");
    }
  }

  @Test
  void whereEverybodyIsRefusedItHasNotArrived() throws Exception {
    try (TestSmtp half = TestSmtp.refusing("ops.example")) {
      assertThat(channel(name -> half.session(), null).send(MESSAGE).error())
          .contains("SendFailedException");
      assertThat(half.taken).isEmpty();
    }
  }

  /** The limit is ours only where the session has none. */
  @Test
  void aServerThatIsSilentIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Properties properties = properties();
      properties.setProperty("mail.smtp.port", String.valueOf(silent.getLocalPort()));
      properties.setProperty("mail.smtp.timeout", "300");
      Session session = session(properties, PASSWORD);
      assertThat(channel(name -> session, null).send(MESSAGE).error()).contains("Exception");
      assertThat(session.getProperties())
          .as("others use the server's session too")
          .isEqualTo(properties);
      assertThat(MailChannel.limited(properties))
          .containsEntry("mail.smtp.timeout", "300")
          .containsEntry("mail.smtp.connectiontimeout", "10000")
          .containsEntry("mail.smtp.writetimeout", "10000");
      properties.remove("mail.smtp.timeout");
      assertThat(MailChannel.limited(properties))
          .as("a mail that was sent is taken in its own time")
          .containsEntry("mail.smtp.timeout", "60000");
    }
  }

  /** Each answer may come in its time, and all of them together not. */
  @Test
  void aServerThatIsSlowAllTheTimeIsGivenUpAndGetsNoMailAfterwards() throws Exception {
    try (TestSmtp slow = TestSmtp.pausing(Duration.ofMillis(400))) {
      assertThat(channel(name -> slow.session(), null, Duration.ofSeconds(1)).send(MESSAGE).error())
          .isEqualTo("The mail server took longer than 1 s");
      slow.awaitEnd();
      assertThat(slow.taken).as("it was asked to take one, and given none").isEmpty();
      assertThat(slow.heard).contains("DATA");
    }
  }

  @Test
  void whatDoesNotBelongTogetherStopsTheStart() {
    assertThatThrownBy(() -> settings("mail/bankapi", null, null))
        .hasMessage("bankapi.alert.mail-session and bankapi.alert.mail-to belong together");
    assertThatThrownBy(() -> settings(null, "a@b.fr", null))
        .hasMessage("bankapi.alert.mail-session and bankapi.alert.mail-to belong together");
    assertThatThrownBy(() -> settings("mail/bankapi", "no address <", null))
        .hasMessage("bankapi.alert.mail-to is not a list of e-mail addresses");
    assertThatThrownBy(() -> settings("mail/bankapi", "a@b.fr", "x y"))
        .hasMessage("bankapi.alert.mail-from is not a list of e-mail addresses");
    assertThat(settings("mail/bankapi", "a@b.fr, c@d.fr", null).keys()).containsExactly("mail");
    assertThat(settings(null, null, null).keys()).isEmpty();
  }

  /** A name of another naming service could have anything fetched and run. */
  @Test
  void sessionsOfOtherNamingServicesAreNotLookedUp() throws IOException {
    AlertChannel channel = settings("ldap://127.0.0.1:1/x", "a@b.fr", null).all().get(0);
    assertThat(channel.send(MESSAGE).error())
        .isEqualTo("The server has no mail session ldap://127.0.0.1:1/x");
  }

  private static AlertChannels settings(String session, String to, String from) {
    AlertChannels channels = new AlertChannels();
    channels.webhookFormat = "slack";
    channels.mailSession = Optional.ofNullable(session);
    channels.mailTo = Optional.ofNullable(to);
    channels.mailFrom = Optional.ofNullable(from);
    channels.read();
    return channels;
  }
}
