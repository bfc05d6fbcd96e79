package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastAnswerTest {

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, -1, false, false",
    "HTTP/1.1, 0, false, false",
    "HTTP/1.1, 65536, false, false",
    "HTTP/1.1, 65537, false, true",
    "HTTP/1.1, -1, true, true",
    "HTTP/1.0, 65537, false, true",
    "HTTP/2.0, 65537, false, false",
  })
  void onlyAfterABodyThatMayBeLeftUnread(
      String protocol, long length, boolean chunked, boolean last) {
    assertThat(LastAnswer.isLast(protocol, length, chunked)).isEqualTo(last);
  }
}
