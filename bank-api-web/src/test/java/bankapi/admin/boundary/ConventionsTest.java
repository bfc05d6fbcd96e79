package bankapi.admin.boundary;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.ejb.EJBException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConventionsTest {

  private static final Map<Code, Integer> STATUSES =
      Map.ofEntries(
          entry(Code.INVALID_ARGUMENT, 400),
          entry(Code.MISSING_ARGUMENT, 400),
          entry(Code.AMBIGUOUS, 400),
          entry(Code.NOT_AUTHENTICATED, 401),
          entry(Code.FORBIDDEN, 403),
          entry(Code.NOT_FOUND, 404),
          entry(Code.CONFLICT, 409),
          entry(Code.STALE, 412),
          entry(Code.UNCONDITIONAL, 428),
          entry(Code.TOO_LARGE, 413),
          entry(Code.TOO_MANY_REQUESTS, 429),
          entry(Code.BRIDGE_REFUSED, 502),
          entry(Code.BRIDGE_UNAVAILABLE, 503),
          entry(Code.UNAVAILABLE, 503));

  @ParameterizedTest
  @CsvSource({"\"3\",3", "W/\"3\",3", "*,"})
  void aVersionIsReadFromIfMatch(String header, Long version) {
    assertThat(Versions.expected(header)).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "\"x\"", "\"1\", \"2\"", "\"\"", "\"-1\""})
  void whatWasNeverAnETagIsStale(String header) {
    assertThatThrownBy(() -> Versions.expected(header))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(Code.STALE));
    assertThatThrownBy(() -> Versions.ifGiven(header)).isInstanceOf(GatewayException.class);
  }

  @ParameterizedTest
  @CsvSource({"\"3\",3", "*,", "' ',", ","})
  void anActionMaySayWhatItIsDoneTo(String header, Long version) {
    assertThat(Versions.ifGiven(header)).isEqualTo(version);
  }

  @Test
  void aChangeMustSayWhatItChanges() {
    assertThatThrownBy(() -> Versions.expected(null))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(Code.UNCONDITIONAL));
  }

  @Test
  void unknownAndRepeatedParametersAreRefused() {
    Set<String> known = Set.of("limit");
    assertThatCode(() -> KnownParameters.check(known, Map.of("limit", List.of("1"))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> KnownParameters.check(known, Map.of("limits", List.of("1"))))
        .hasMessageContaining("limits");
    assertThatThrownBy(() -> KnownParameters.check(known, Map.of("limit", List.of("1", "2"))))
        .hasMessageContaining("limit");
  }

  @Test
  void timesHaveAZone() {
    assertThat(Parameters.time("from", "2026-01-31T08:00:00+01:00"))
        .isEqualTo(Instant.parse("2026-01-31T07:00:00Z"));
    assertThat(Parameters.time("from", "2026-01-31T08:00:00 01:00"))
        .as("a plus sign that was not encoded")
        .isEqualTo(Instant.parse("2026-01-31T07:00:00Z"));
    assertThatThrownBy(() -> Parameters.time("from", "2026-01-31T08:00:00"))
        .isInstanceOf(GatewayException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "1899-12-30T00:00:00Z"})
  void timesAreOfYearsThatCanBeKept(String far) {
    assertThatThrownBy(() -> Parameters.time("from", far))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.argument()).contains("from"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "501", "-1", "99999999999", "ten"})
  void aPageHasOneToFiveHundredRows(String limit) {
    assertThatThrownBy(() -> Parameters.page(limit, null)).isInstanceOf(GatewayException.class);
  }

  /** What we said counts, however a server has wrapped it. */
  @Test
  void ourOwnWordsAreFoundInsideOfAServersException() {
    Exception wrapped =
        new IllegalStateException(
            new EJBException(GatewayException.invalid("days", "is too much")));
    Problem problem = Problems.of(wrapped).orElseThrow();
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly("days");
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyCodeHasItsStatusAndKeepsItsText(Code code) {
    Problem problem = Problems.of(new GatewayException(code, "so it is")).orElseThrow();
    assertThat(problem.status()).isEqualTo(STATUSES.get(code));
    assertThat(problem.detail()).isEqualTo("so it is");
    assertThat(problem.json("/api/admin/v1/x", "r1").keySet())
        .containsExactlyInAnyOrder(
            "type", "title", "status", "detail", "instance", "request_id", "errors");
  }

  @Test
  void whatNobodyExpectedIsNotExplained() {
    assertThat(Problems.of(new IllegalStateException("secret"))).isEmpty();
    assertThat(Problems.unexpected("r1").detail()).contains("r1").doesNotContain("secret");
  }
}
