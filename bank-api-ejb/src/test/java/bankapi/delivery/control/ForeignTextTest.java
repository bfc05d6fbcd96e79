package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no FR7630006000011234567890189 here | no *** here",
        "no FR76 3000 6000 0112 3456 7890 189 here | no *** here",
        "de89-3704-0044-0532-0130-00 | ***",
        "\"amount\": -1234.56, | \"amount\": -***,",
        "\"amount\": 12.5 | \"amount\": ***",
        "12,50 too much | *** too much",
        "1 234 567 | ***",
        "1'234'567.89 | ***",
        "account 00012345678 | account ***",
        "7 € and €7 and EUR 7 | *** and *** and ***"
      })
  void blanksWhatLooksLikeBankData(String said, String kept) {
    assertThat(ForeignText.cleaned(said)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "502 Bad Gateway | 502 Bad Gateway",
        "{\"exc_type\": \"DoesNotExistError\"} | {\"exc_type\": \"DoesNotExistError\"}",
        "Traceback, line 12, in receive | Traceback, line 12, in receive",
        "no12 something wrong | no12 something wrong"
      })
  void leavesWhatAnOperatorNeeds(String said, String kept) {
    assertThat(ForeignText.cleaned(said)).isEqualTo(kept);
  }

  @Test
  void keepsOnlyWhatIsPrintable() {
    assertThat(ForeignText.cleaned("a\u0000b\u001b[31m\r\nc\u202ed\ufffde\ud83cz"))
        .isEqualTo("a b [31m  c d e z");
  }

  @Test
  void aNumberMayBeOfAnyLength() {
    assertThat(ForeignText.cleaned("1".repeat(8000))).isEqualTo("***");
    assertThat(ForeignText.cleaned("x" + "1 ".repeat(8000))).isEqualTo("x***");
  }

  @Test
  void isNotSlowedDownByHostileText() {
    assertThat(ForeignText.cleaned("FR76 ".repeat(200) + "1 ".repeat(500))).isNotEmpty();
  }
}
