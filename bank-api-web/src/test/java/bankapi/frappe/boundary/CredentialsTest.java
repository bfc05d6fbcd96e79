package bankapi.frappe.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  private static final Credentials EXPECTED = new Credentials("key", "secret");

  @ParameterizedTest
  @ValueSource(strings = {"token key:secret", "TOKEN key:secret", "Token key:secret"})
  void readsTokenInAnyCase(String header) {
    assertThat(Credentials.parse(header)).contains(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic "})
  void readsBasic(String scheme) {
    assertThat(Credentials.parse(scheme + base64("key:secret"))).contains(EXPECTED);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "token",
        "key:secret",
        "token  key:secret",
        "token key:secret x",
        "token a b c"
      })
  void whatIsNotTwoWordsIsAGuest(String header) {
    assertThat(Credentials.parse(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token abc",
        "token a:b:c",
        "token :secret",
        "token key:",
        "token ",
        "Bearer key:secret",
        "Digest x",
        " token"
      })
  void otherTwoWordsAreRefused(String header) {
    assertThatThrownBy(() -> Credentials.parse(header))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> assertThat(e.code()).isEqualTo(GatewayException.Code.NOT_AUTHENTICATED));
  }

  @Test
  void basicWithoutColonIsRefused() {
    assertThatThrownBy(() -> Credentials.parse("Basic " + base64("key")))
        .isInstanceOf(GatewayException.class);
  }

  @Test
  void brokenBase64IsABadRequest() {
    assertThatThrownBy(() -> Credentials.parse("Basic k*y"))
        .isInstanceOf(InvalidAuthorizationToken.class);
  }

  @Test
  void neverShowsTheSecret() {
    assertThat(EXPECTED.toString()).contains("key").doesNotContain("secret");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
