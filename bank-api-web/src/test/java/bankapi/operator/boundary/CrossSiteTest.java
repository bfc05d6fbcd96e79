package bankapi.operator.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossSiteTest {

  private static final String OWN = "https://bank.example";

  @Test
  void theOwnPageAndAScriptWithTheHeaderMay() {
    assertThatCode(() -> CrossSite.check(OWN, "console", OWN)).doesNotThrowAnyException();
    assertThatCode(() -> CrossSite.check(null, "curl", OWN)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "https://evil.example",
        "http://bank.example",
        "https://bank.example:8443",
        "https://bank.example.evil.example",
        ""
      })
  void anotherOriginMayNot(String origin) {
    assertThatThrownBy(() -> CrossSite.check(origin, "console", OWN))
        .isInstanceOf(GatewayException.class);
  }

  @Test
  void withoutTheHeaderNobodyMay() {
    assertThatThrownBy(() -> CrossSite.check(OWN, null, OWN)).isInstanceOf(GatewayException.class);
    assertThatThrownBy(() -> CrossSite.check(OWN, " ", OWN)).isInstanceOf(GatewayException.class);
  }

  @ParameterizedTest
  @CsvSource({"Bearer bka_1,bka_1", "bearer  bka_1,bka_1", "Basic x,", "token a:b,", "Bearer,"})
  void onlyABearerIsAToken(String header, String token) {
    assertThat(OperatorFilter.bearer(header).orElse(null)).isEqualTo(token);
  }
}
