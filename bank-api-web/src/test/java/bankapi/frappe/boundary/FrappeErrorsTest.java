package bankapi.frappe.boundary;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrappeErrorsTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments("invalid", GatewayException.invalid("item_id", "must be a whole number")),
        arguments("missing", GatewayException.missing("item_id")),
        arguments("ambiguous", GatewayException.ambiguous("site", "There are several sites")),
        arguments("not-authenticated", of(Code.NOT_AUTHENTICATED, "Invalid API key or secret")),
        arguments("forbidden", of(Code.FORBIDDEN, "Not permitted")),
        arguments("not-found", GatewayException.notFound("Item", 12)),
        arguments("conflict", of(Code.CONFLICT, "Exists already")),
        arguments("stale", of(Code.STALE, "Read it again")),
        arguments("unconditional", of(Code.UNCONDITIONAL, "Say which version")),
        arguments("too-large", of(Code.TOO_LARGE, "The request body is larger than 64 kB")),
        arguments(
            "too-many-requests",
            GatewayException.tooManyRequests("Slow down", Duration.ofMillis(1500))),
        arguments("bridge-refused", of(Code.BRIDGE_REFUSED, "user_email <b> is \"invalid\"")),
        arguments(
            "bridge-unavailable",
            GatewayException.unavailable(
                Code.BRIDGE_UNAVAILABLE, "Bridge does not answer", Duration.ofSeconds(7), null)),
        arguments("unavailable", of(Code.UNAVAILABLE, "Try again")),
        arguments("bad-token", new InvalidAuthorizationToken()),
        arguments("database-away", new PersistenceException(new SQLException("secret host"))),
        arguments("changed-meanwhile", new EJBException(new OptimisticLockException("Item#1"))));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyKindHasItsAnswer(String golden, Exception failure) throws IOException {
    FrappeError error = FrappeErrors.of(failure).orElseThrow();
    JsonObject answer =
        Json.createObjectBuilder()
            .add("status", error.status())
            .add("retry_after", error.retryAfter())
            .add("body", error.body())
            .build();

    assertThatJson(answer.toString()).isEqualTo(read(golden));
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyCodeHasAGoldenFile(Code code) {
    assertThat(failures().map(arguments -> arguments.get()[1]))
        .anyMatch(
            failure ->
                failure.getClass() == GatewayException.class
                    && ((GatewayException) failure).code() == code);
  }

  @Test
  void looksThroughTheContainersWrappers() {
    Exception wrapped =
        new EJBException(new EJBTransactionRolledbackException("x", GatewayException.missing("a")));

    assertThat(FrappeErrors.of(wrapped).orElseThrow().type()).isEqualTo("MandatoryError");
  }

  @ParameterizedTest
  @CsvSource({
    "42601, 0",
    "23505, 0",
    "08006, 503",
    "57P01, 503",
    "53300, 503",
    "40P01, 503",
    "40001, 503",
    "55P03, 503",
    "57014, 503",
    "HYT00, 503"
  })
  void whatPassesIsToldFromAWrongStatement(String state, int status) {
    assertThat(
            FrappeErrors.of(new SQLException("secret", state)).map(FrappeError::status).orElse(0))
        .isEqualTo(status);
  }

  /** As Payara's threw it: a message that says nothing, from the JDK. */
  @Test
  void aPoolThatLosesItsConnectionsTwiceAtOncePasses() {
    IllegalStateException pool = new IllegalStateException("Task already scheduled or cancelled");
    pool.setStackTrace(
        new StackTraceElement[] {
          frame("java.util.Timer", "sched"),
          frame("java.util.Timer", "scheduleAtFixedRate"),
          frame("com.sun.enterprise.connectors.util.ConnectorTimerProxy", "scheduleAtFixedRate"),
          frame("com.sun.enterprise.resource.pool.ConnectionPool", "scheduleResizerTask")
        });
    assertThat(FrappeErrors.of(new EJBException(pool)).map(FrappeError::status)).contains(503);
    pool.setStackTrace(new StackTraceElement[] {frame("bankapi.site.control.ApiUsers", "x")});
    assertThat(FrappeErrors.of(new EJBException(pool))).isEmpty();
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, null, 0);
  }

  @Test
  void theUnexpectedSaysTheRequestIdAndNothingElse() {
    assertThat(FrappeErrors.of(new IllegalStateException("password is 1234"))).isEmpty();
    assertThat(FrappeErrors.unexpected("id-1").body().toString())
        .contains("id-1")
        .doesNotContain("1234");
  }

  @Test
  void listsAreJsonInTexts() {
    FrappeError error = new FrappeError(417, "ValidationError", "a \"quoted\" <é> text");
    JsonArray exc = array(error.body().getString("exc"));
    JsonArray messages = array(error.body().getString("_server_messages"));

    assertThat(exc.getString(0)).endsWith("a \"quoted\" <é> text");
    assertThatJson(messages.getString(0))
        .isObject()
        .containsEntry("message", "a &quot;quoted&quot; &lt;é&gt; text");
    assertThat(error.page()).contains("&lt;é&gt;").doesNotContain("<é>");
  }

  @Test
  void longTextsAreCut() {
    assertThat(new FrappeError(417, "ValidationError", "x".repeat(10_000)).message())
        .hasSizeLessThan(600);
  }

  @Test
  void aRingOfCausesEnds() {
    Exception a = new IllegalStateException("a");
    a.initCause(new IllegalStateException("b", a));

    assertThat(FrappeErrors.of(a)).isEmpty();
  }

  @Test
  void pagesAreForBrowsersOutsideOfMethods() {
    String browser = "text/html,application/xhtml+xml";

    assertThat(ErrorAnswers.wantsPage("/api/connect/return", browser)).isTrue();
    assertThat(ErrorAnswers.wantsPage("/api/method/ping", browser)).isFalse();
    assertThat(ErrorAnswers.wantsPage("/api/v1/method/ping", browser)).isFalse();
    assertThat(ErrorAnswers.wantsPage("/api/connect/return", "application/json")).isFalse();
    assertThat(ErrorAnswers.wantsPage("/api/connect/return", null)).isFalse();
  }

  private static GatewayException of(Code code, String message) {
    return new GatewayException(code, message);
  }

  private static JsonArray array(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readArray();
    }
  }

  private static String read(String golden) throws IOException {
    String name = "/golden/errors/" + golden + ".json";
    try (InputStream in = FrappeErrorsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
