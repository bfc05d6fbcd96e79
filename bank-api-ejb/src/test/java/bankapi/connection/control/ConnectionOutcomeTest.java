package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.item.control.ItemFacts;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionOutcomeTest {

  @ParameterizedTest(name = "return {0}, item {1}, refreshed {2}, silent {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the return says          | Bridge's item | refreshed | Bridge silent | becomes
          true                       | 0             | yes       | no            | SUCCEEDED
          false otp_form             | 0             | yes       | no            | SUCCEEDED
          nothing                    | 0             | yes       | no            | SUCCEEDED
          true                       | 0             | no        | no            | OPEN
          true                       | -2            | no        | no            | OPEN
          true                       | -3            | no        | no            | OPEN
          false sync_pending         | -2            | no        | no            | OPEN
          nothing                    | -2            | no        | no            | OPEN
          true                       | 1010          | no        | no            | FAILED
          false otp_form             | 402           | no        | no            | FAILED
          false sync_error           | 429           | no        | no            | FAILED
          true                       | 1003          | yes       | no            | FAILED
          true                       | 1005          | yes       | no            | FAILED
          nothing                    | 1010          | yes       | no            | FAILED
          true                       | 4711          | yes       | no            | FAILED
          false bank_creds_form      | none          | no        | no            | FAILED
          false                      | none          | no        | no            | FAILED
          false sync_pending         | none          | no        | no            | OPEN
          true                       | none          | no        | no            | OPEN
          unsaid                     | none          | no        | no            | OPEN
          nothing                    | none          | no        | no            | OPEN
          true                       | none          | no        | yes           | OPEN
          false otp_form item        | none          | no        | yes           | OPEN
          false otp_form             | none          | no        | yes           | FAILED
          """)
  void becomesWhatTheTableSays(
      String said, String status, String refreshed, String silent, ConnectionOutcome expected) {
    assertThat(
            ConnectionOutcome.decide(
                back(said), item(status, refreshed), silent.equals("yes"), false))
        .isEqualTo(expected);
  }

  @Test
  void aRenewalThatWasGivenUpRenewedNothing() {
    ItemFacts well = item("0", "yes");
    assertThat(ConnectionOutcome.decide(back("false otp_form"), well, false, true))
        .isEqualTo(ConnectionOutcome.FAILED);
    assertThat(ConnectionOutcome.decide(back("true"), well, false, true))
        .isEqualTo(ConnectionOutcome.SUCCEEDED);
  }

  private static BrowserReturn back(String said) {
    if (said.equals("nothing")) {
      return null;
    }
    String[] words = said.split(" ");
    return new BrowserReturn(
        said.endsWith(" item") ? 7L : null,
        said.startsWith("unsaid") ? null : Boolean.valueOf(words[0]),
        words.length > 1 ? words[1] : null);
  }

  private static ItemFacts item(String status, String refreshed) {
    Instant at = refreshed.equals("yes") ? Instant.EPOCH : null;
    return status.equals("none")
        ? null
        : new ItemFacts(
            7, Integer.parseInt(status), null, null, null, at, at, at, null, null, null);
  }
}
