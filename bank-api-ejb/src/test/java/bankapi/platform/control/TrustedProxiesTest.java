package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.5    |                                     | 10.0.0.5
          10.0.0.5    | 198.51.100.7                        | 198.51.100.7
          10.0.0.5    | 203.0.113.9, 198.51.100.7           | 198.51.100.7
          10.0.0.5    | 203.0.113.9, 198.51.100.7, 10.0.1.1 | 198.51.100.7
          10.0.0.5    | 10.0.1.2, 10.0.1.1                  | 10.0.1.2
          10.0.2.5    | 203.0.113.9                         | 10.0.2.5
          203.0.113.9 | 10.0.0.5                            | 203.0.113.9
          10.0.0.5    | localhost                           | localhost
          2001:db8::5 | 2001:db8:1::7                       | 2001:db8:1::7
          2001:db8::6 | 2001:db8:1::7                       | 2001:db8::6
          """)
  void onlyOurProxiesAreBelieved(String peer, String forwarded, String client) {
    TrustedProxies proxies = new TrustedProxies("10.0.0.5, 10.0.1.0/24,2001:db8::5");
    assertThat(proxies.clientOf(peer, forwarded == null ? List.of() : List.of(forwarded)))
        .isEqualTo(client);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(
            new TrustedProxies("10.0.0.5")
                .clientOf("10.0.0.5", List.of("203.0.113.9", "198.51.100.7")))
        .isEqualTo("198.51.100.7");
  }

  @Test
  void withoutProxiesNobodyIsBelieved() {
    assertThat(new TrustedProxies(" ").clientOf("127.0.0.1", List.of("203.0.113.9")))
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/", "/8"})
  void aBrokenOneStopsTheStartAndIsNamed(String broken) {
    assertThatThrownBy(() -> new TrustedProxies("10.0.0.5, " + broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bankapi.platform.trusted-proxies")
        .hasMessageContaining(broken);
  }
}
