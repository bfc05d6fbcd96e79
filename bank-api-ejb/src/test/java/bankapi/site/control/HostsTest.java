package bankapi.site.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

  @ParameterizedTest
  @CsvSource({
    "https://ERP.example.com/app?x=1#y, erp.example.com",
    "https://erp.example.com:443/, erp.example.com",
    "https://erp.example.com:8000/, erp.example.com:8000",
    "https://[2001:db8::1]/, [2001:db8::1]"
  })
  void pinsTheHostAndAnUnusualPort(String url, String host) {
    assertThat(new Hosts(false).of("redirect_url", url)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://erp.example.com/",
        "erp.example.com",
        "//erp.example.com/",
        "javascript:alert(1)",
        "https:///nohost",
        "https://user@erp.example.com/",
        "https://erp.example.com\\@evil.example/",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://127.9.9.9/",
        "https://[::1]/",
        "https://app.localhost/",
        "https://erp.example.com/ x"
      })
  void refusesWhatIsNoPublicHttpsAddress(String url) {
    assertThatThrownBy(() -> new Hosts(false).of("redirect_url", url))
        .isInstanceOf(GatewayException.class)
        .hasMessageContaining("redirect_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8000/x", "http://127.0.0.1/x", "https://localhost"})
  void developmentLetsLoopbackThrough(String url) {
    assertThat(new Hosts(true).of("redirect_url", url)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://erp.example.com/a, true",
    "https://erp.example.com.evil.example/a, false",
    "https://evil.example/?https://erp.example.com, false",
    "https://erp.example.com:8443/a, false",
    "https://sub.erp.example.com/a, false"
  })
  void allowsExactlyThePinnedHosts(String url, boolean allowed) {
    assertThat(new Hosts(false).allows(url, Set.of("erp.example.com"))).isEqualTo(allowed);
  }
}
