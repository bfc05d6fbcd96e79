package bankapi.frappe.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  @ParameterizedTest
  @ValueSource(strings = {"12", "\"12\"", "12.0", "\" 12 \"", "1.2e1"})
  void idsComeAsNumbersAndAsTexts(String written) {
    assertThat(given(written).id("x")).contains(12L);
    assertThat(given(written).requiredId("x")).isEqualTo(12L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"abc\"",
        "12.5",
        "true",
        "[]",
        "{}",
        "0",
        "-1",
        "9223372036854775808",
        "1e999999999",
        "\"1e999999999\"",
        "\" \"",
        "\"0x10\""
      })
  void whatIsNoIdIsRefusedByName(String written) {
    refused(Code.INVALID_ARGUMENT, () -> given(written).id("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\""})
  void nullAndEmptyAreNotGiven(String written) {
    Arguments arguments = given(written);

    assertThat(arguments.text("x")).isEmpty();
    assertThat(arguments.id("x")).isEmpty();
    assertThat(arguments.number("x", 1, 2)).isEmpty();
    assertThat(arguments.flag("x")).isFalse();
    refused(Code.MISSING_ARGUMENT, () -> arguments.required("x"));
    refused(Code.MISSING_ARGUMENT, () -> arguments.requiredId("x"));
  }

  @Test
  void absentIsNotGiven() {
    assertThat(given("1").text("y")).isEmpty();
  }

  @Test
  void textsMayBeNumbersButNothingElse() {
    assertThat(given("\"a b\"").text("x")).contains("a b");
    assertThat(given("12.50").text("x")).contains("12.50");
    refused(Code.INVALID_ARGUMENT, () -> given("[1]").text("x"));
    refused(Code.INVALID_ARGUMENT, () -> given("true").text("x"));
  }

  @Test
  void numbersKeepTheirBounds() {
    assertThat(given("500").number("x", 1, 500)).contains(500);
    refused(Code.INVALID_ARGUMENT, () -> given("501").number("x", 1, 500));
    refused(Code.INVALID_ARGUMENT, () -> given("0").number("x", 1, 500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "\"true\"", "\"1\"", "\"Yes\""})
  void flagsThatAreSet(String written) {
    assertThat(given(written).flag("x")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "\"false\"", "\"0\"", "\"no\""})
  void flagsThatAreNot(String written) {
    assertThat(given(written).flag("x")).isFalse();
  }

  @Test
  void otherFlagsAreRefused() {
    refused(Code.INVALID_ARGUMENT, () -> given("\"maybe\"").flag("x"));
  }

  private static void refused(Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.argument()).contains("x");
              assertThat(e).hasMessageContaining("'x'");
            });
  }

  private static Arguments given(String json) {
    JsonObject object = Json.createReader(new StringReader("{\"x\":" + json + "}")).readObject();
    return Arguments.of("POST", object);
  }
}
