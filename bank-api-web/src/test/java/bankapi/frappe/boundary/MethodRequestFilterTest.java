package bankapi.frappe.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodRequestFilterTest {

  @ParameterizedTest
  @CsvSource({
    "method/a.b, a.b",
    "method/a.b/, a.b",
    "method/a.b/c/d, a.b",
    "v1/method/a.b, a.b",
    "v1/method/a.b/, a.b",
    "method/method, method",
    "method/a%2Fb, a%2Fb"
  })
  void findsTheName(String path, String name) {
    assertThat(MethodRequestFilter.methodName(path)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "method",
        "method/",
        "method//x",
        "v2/method/a",
        "v1/method",
        "resource/a",
        "xmethod/a"
      })
  void otherPathsAreNoMethods(String path) {
    assertThat(MethodRequestFilter.methodName(path)).isEmpty();
  }
}
