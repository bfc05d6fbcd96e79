package bankapi.frappe.boundary;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.boundary.SnakeCaseJson;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrappeEnvelopeTest {

  public record Sample(
      long itemId, String bankName, Optional<String> step, boolean success, Instant expiresAt) {}

  private final FrappeEnvelope envelope = new FrappeEnvelope();

  @BeforeEach
  void giveJson() {
    envelope.json = new SnakeCaseJson();
  }

  @Test
  void nothingIsAnEmptyObject() {
    assertThat(envelope.wrapped(null)).isEqualTo("{}");
  }

  @Test
  void emptyValuesAreKept() {
    assertThat(envelope.wrapped("")).isEqualTo("{\"message\":\"\"}");
    assertThat(envelope.wrapped(0)).isEqualTo("{\"message\":0}");
    assertThat(envelope.wrapped(false)).isEqualTo("{\"message\":false}");
    assertThat(envelope.wrapped(List.of())).isEqualTo("{\"message\":[]}");
    assertThat(envelope.wrapped(JsonValue.EMPTY_JSON_OBJECT)).isEqualTo("{\"message\":{}}");
  }

  @Test
  void textIsAJsonTextAndJsonStaysJson() {
    assertThat(envelope.wrapped("a \"b\" é")).isEqualTo("{\"message\":\"a \\\"b\\\" é\"}");
    assertThat(envelope.wrapped(Json.createArrayBuilder().add(1).addNull().build()))
        .isEqualTo("{\"message\":[1,null]}");
    assertThat(envelope.wrapped(JsonValue.NULL)).isEqualTo("{\"message\":null}");
  }

  @Test
  void recordsAreSnakeCaseWithTheirNulls() {
    Sample sample = new Sample(12, "Crédit", Optional.empty(), true, Instant.EPOCH);

    assertThatJson(envelope.wrapped(sample))
        .isEqualTo(
            "{message: {item_id: 12, bank_name: 'Crédit', step: null, success: true,"
                + " expires_at: '1970-01-01T00:00:00Z'}}");
  }

  @Test
  void aStreamGetsItsEnd() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new StreamedMessage(body -> body.write("[1]".getBytes(StandardCharsets.UTF_8))).write(out);

    assertThat(out).hasToString("{\"message\":[1]}");
  }

  @Test
  void aBrokenStreamNeverGetsItsEnd() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StreamedMessage message =
        new StreamedMessage(
            body -> {
              body.write('[');
              throw new IllegalStateException("page 2 is missing");
            });

    assertThatThrownBy(() -> message.write(out)).isInstanceOf(IllegalStateException.class);
    assertThat(out).hasToString("{\"message\":[");
  }
}
