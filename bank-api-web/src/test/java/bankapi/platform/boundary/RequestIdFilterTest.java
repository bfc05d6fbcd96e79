package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdFilterTest {

  @Test
  void takesOverASaneId() {
    assertThat(RequestIdFilter.sane("abc-123-X")).isEqualTo("abc-123-X");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "a b",
        "a\r\nb",
        "a\n",
        "<a>",
        "é",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void makesItsOwnOtherwise(String offered) {
    assertThat(RequestIdFilter.sane(offered)).hasSize(36).isNotEqualTo(offered);
  }
}
