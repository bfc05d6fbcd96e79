package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastAnswerTest {

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, -1, false, false, false",
    "HTTP/1.1, 0, false, false, false",
    "HTTP/1.1, 65536, false, false, false",
    "HTTP/1.1, 65537, false, false, true",
    "HTTP/1.1, -1, true, false, true",
    "HTTP/1.1, 1, false, true, true",
    "HTTP/1.1, 0, false, true, false",
    "HTTP/1.1, -1, false, true, false",
    "HTTP/1.0, 65537, false, false, true",
    "HTTP/2.0, 65537, false, false, false",
  })
  void onlyAfterABodyThatMayBeLeftUnread(
      String protocol, long length, boolean chunked, boolean upgrade, boolean last) {
    assertThat(LastAnswer.isLast(protocol, length, chunked, upgrade)).isEqualTo(last);
  }
}
