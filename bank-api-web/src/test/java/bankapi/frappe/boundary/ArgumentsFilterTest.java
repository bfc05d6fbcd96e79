package bankapi.frappe.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where arguments come from: query, form, JSON. */
class ArgumentsFilterTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "APPLICATION/JSON",
        "application/vnd.api+json"
      })
  void jsonStandsAlone(String type) {
    assertThat(arguments("a=query&b=2", type, "{\"a\":1}")).isEqualTo(Map.of("a", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", FORM, "", "text/plain", "nonsense"})
  void withoutABodyTheQueryCounts(String type) {
    assertThat(arguments("a=1&b=%C3%A9+x", type, "")).isEqualTo(Map.of("a", "1", "b", "é x"));
  }

  @Test
  void aFormIsLaidOverTheQuery() {
    assertThat(arguments("a=query&b=query", FORM, "a=form&c=%26"))
        .isEqualTo(Map.of("a", "form", "b", "query", "c", "&"));
  }

  @Test
  void ofARepeatedNameTheFirstCounts() {
    assertThat(arguments("a=1&a=2", "", "")).isEqualTo(Map.of("a", "1"));
    assertThat(arguments("", FORM, "a=1&a=2")).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void brokenEscapesStayAsTheyAre() {
    assertThat(arguments("a=%zz&b&=c&%=1", "", ""))
        .isEqualTo(Map.of("a", "%zz", "b", "", "%", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", FORM, "text/json"})
  void jsonTextIsUnderstoodWithoutItsType(String type) {
    assertThat(arguments("a=query&b=query", type, " {\"a\":\"body\"}"))
        .isEqualTo(Map.of("a", "body", "b", "query"));
  }

  @Test
  void whatOnlyLooksLikeJsonIsNoError() {
    assertThat(arguments("a=1", "text/plain", "{oops")).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void anArrayIsTheArgumentData() {
    assertThat(arguments("", "application/json", "[1,2]")).isEqualTo(Map.of("data", "[1,2]"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      value = {"{\"a\":", "12", "\"text\"", "{\"a\":1}x", "{'a':1}", "NaN"})
  void otherJsonBodiesAreRefused(String body) {
    refused("application/json", body);
  }

  @Test
  void deepJsonIsRefusedWithoutUsingUpTheStack() {
    refused("application/json", "[".repeat(60_000));
    refused("application/json", "{\"a\":".repeat(40) + "1" + "}".repeat(40));
    assertThat(arguments("", "application/json", "{\"a\":" + "[".repeat(30) + "]".repeat(30) + "}"))
        .containsOnlyKeys("a");
  }

  @Test
  void aByteOrderMarkIsNoError() {
    assertThat(arguments("", "application/json", "\uFEFF{\"a\":1}")).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void multipartIsAForm() {
    String body =
        """
        preamble
        --B"x
        Content-Disposition: form-data; name="a"

        ü
        --not the end
        --B"x
        content-disposition: form-data; name="file"; filename="x.txt"
        Content-Type: text/plain

        ignored
        --B"x
        Content-Disposition: form-data; name="a"

        second
        --B"x
        Content-Disposition: form-data; name=plain


        --B"x--
        epilogue"""
            .replace("\n", "\r\n");

    assertThat(arguments("a=query&q=1", "multipart/form-data; boundary=\"B\\\"x\"", body))
        .isEqualTo(Map.of("a", "ü\r\n--not the end", "plain", "", "q", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--B",
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
        "--B\r\nno blank line\r\n--B--",
        "--Bx\r\n\r\n--B--",
        "a=1"
      })
  void brokenMultipartIsRefused(String body) {
    refused("multipart/form-data; boundary=B", body + " ");
    refused("multipart/form-data", body + " ");
  }

  private static void refused(String type, String body) {
    assertThatThrownBy(() -> arguments("", type, body))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT));
  }

  private static Map<String, String> arguments(String query, String type, String body) {
    Map<String, String> found = new TreeMap<>();
    ArgumentsFilter.merge(FormText.parse(query), type, body.getBytes(UTF_8))
        .forEach(
            (name, value) ->
                found.put(
                    name,
                    value instanceof jakarta.json.JsonString text
                        ? text.getString()
                        : value.toString()));
    return found;
  }
}
