package bankapi.site.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  /** Browsers send all that their person reads, in their order. */
  @ParameterizedTest
  @CsvSource({
    "fr, fr",
    "fr-FR, fr",
    "FR_fr, fr",
    "'fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3', fr",
    "'fr-FR,fr;q=0.9', fr",
    "'fr;q=0.9, en', fr",
    "'en-GB,fr;q=0.5', en",
    "'de,fr;q=0.5', en",
    "frisian, en",
    "'', en",
  })
  void isTheFirstOneThatBridgeSpeaks(String said, String spoken) {
    assertThat(Language.reduce(said, "en")).isEqualTo(spoken);
  }
}
