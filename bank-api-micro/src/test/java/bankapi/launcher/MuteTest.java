package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MuteTest {

  @Test
  void silencesThoseWhoTookHoldBefore() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
      Mute.install();
      PrintStream held = System.err;
      held.println("said");
      Mute.on();
      held.println("not said");
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(console.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("said");
  }
}
