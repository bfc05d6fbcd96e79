package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void nothingAskedIsThisMachineOnPort8080() throws StartFailure {
    assertThat(Options.parse())
        .isEqualTo(new Options(Options.Action.START, 8080, "127.0.0.1", null, false));
  }

  @Test
  void everythingAsked() throws StartFailure {
    assertThat(
            Options.parse(
                "--port",
                "0",
                "--address=0.0.0.0",
                "--config",
                "a.properties",
                "--exit-on-stdin-close"))
        .isEqualTo(new Options(Options.Action.START, 0, "0.0.0.0", Path.of("a.properties"), true));
  }

  @Test
  void helpAndVersion() throws StartFailure {
    assertThat(Options.parse("--help").action()).isEqualTo(Options.Action.HELP);
    assertThat(Options.parse("--version").action()).isEqualTo(Options.Action.VERSION);
  }

  @ParameterizedTest
  @CsvSource({
    "--prot, Unknown option --prot. Try --help.",
    "server, Unknown option server. Try --help.",
    "--port, The option --port needs a value. Try --help.",
    "--port=, The option --port needs a value. Try --help.",
    "--port=65536, 'The port must be a number from 0 to 65535, not 65536. Try --help.'",
    "--port=http, 'The port must be a number from 0 to 65535, not http. Try --help.'",
    "--version=1, The option --version takes no value. Try --help.",
  })
  void mistakesAreSaidInASentence(String argument, String sentence) {
    assertThatThrownBy(() -> Options.parse(argument))
        .isInstanceOfSatisfying(
            StartFailure.class,
            failure -> {
              assertThat(failure.sentence()).isEqualTo(sentence);
              assertThat(failure.exitCode()).isEqualTo(2);
            });
  }

  @Test
  void anOptionIsNotTheValueOfAnother() {
    assertThatThrownBy(() -> Options.parse("--config", "--version"))
        .hasMessageStartingWith("The option --config needs a value.");
  }
}
