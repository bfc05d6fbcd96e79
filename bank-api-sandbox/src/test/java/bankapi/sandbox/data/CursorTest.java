package bankapi.sandbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void readsAndWritesTheCursorsOfBridgesExamples() {
    assertThat(Cursor.ofId(48151798)).isEqualTo("NDgxNTE3OTg");
    assertThat(Cursor.decode("NDgxNTE3OTg").id()).isEqualTo(48151798);
    Cursor cursor = new Cursor(1732119010142L, 33000191035699L);
    assertThat(Cursor.decode(cursor.encoded())).isEqualTo(cursor);
    assertThat(cursor.encoded()).doesNotContain("=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "%%%", "bm90IGEgY3Vyc29y", "MTI="})
  void refusesWhatItDidNotWrite(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cursor.decode(text));
  }
}
