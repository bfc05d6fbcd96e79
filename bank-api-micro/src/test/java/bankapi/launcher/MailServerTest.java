package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailServerTest {
  private final Properties system = new Properties();
  private final Settings settings = new Settings(system, Map.of(), new Properties());

  private void mail(String host) {
    system.setProperty("bankapi.mail.host", host);
    system.setProperty("bankapi.alert.mail-from", "bank-api@ops.example");
    system.setProperty("bankapi.alert.mail-to", "olivia@ops.example");
  }

  @Test
  void noneWithoutAHost() throws StartFailure {
    assertThat(MailServer.of(settings)).isEmpty();
    assertThat(system).isEmpty();
  }

  @Test
  void isSpokenToByStarttlsOnly() throws StartFailure {
    mail("smtp.ops.example");
    assertThat(MailServer.of(settings).orElseThrow().session())
        .containsExactly(
            "--mailhost=${MPCONFIG=bankapi.mail.host}",
            "--fromaddress=${MPCONFIG=bankapi.alert.mail-from}",
            "--mailuser=bank-api",
            "--property=mail-smtp-starttls-enable=true:mail-smtp-starttls-required=true"
                + ":mail-smtp-port=587:mail-smtp-ssl-checkserveridentity=true",
            "mail/bankapi");
    assertThat(system).containsEntry("bankapi.alert.mail-session", "mail/bankapi");
  }

  @Test
  void thePasswordDoesNotReachTheServersOwnFiles() throws StartFailure {
    mail("smtp.ops.example");
    system.setProperty("bankapi.mail.security", "tls");
    system.setProperty("bankapi.mail.user", "bank");
    system.setProperty("bankapi.mail.password", "p:a=s$s");
    assertThat(MailServer.of(settings).orElseThrow().session())
        .contains(
            "--mailuser=${MPCONFIG=bankapi.mail.user}",
            "--auth=true",
            "--password=${MPCONFIG=bankapi.mail.password}",
            "--property=mail-smtp-ssl-enable=true:mail-smtp-port=465"
                + ":mail-smtp-ssl-checkserveridentity=true")
        .noneMatch(argument -> argument.contains("p:a=s$s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bankapi.mail.user       | bank | bankapi.mail.user and bankapi.mail.password go together: set both, or neither.
          bankapi.mail.security   | ssl  | bankapi.mail.security must be starttls, tls or none, not ssl.
          bankapi.mail.port       | 0    | bankapi.mail.port must be a number from 1 to 65535, not 0.
          bankapi.mail.port       | smtp | bankapi.mail.port must be a number from 1 to 65535, not smtp.
          bankapi.alert.mail-from | ''   | bankapi.mail.host needs bankapi.alert.mail-from and bankapi.alert.mail-to: who writes to whom.
          bankapi.alert.mail-to   | ''   | bankapi.mail.host needs bankapi.alert.mail-from and bankapi.alert.mail-to: who writes to whom.
          """)
  void whatIsWrongIsNamed(String key, String value, String sentence) {
    mail("smtp.ops.example");
    system.setProperty(key, value);
    assertThatThrownBy(() -> MailServer.of(settings))
        .isInstanceOf(StartFailure.class)
        .hasMessage(sentence);
  }
}
