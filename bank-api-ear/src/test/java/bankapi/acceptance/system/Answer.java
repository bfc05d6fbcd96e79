package bankapi.acceptance.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An HTTP answer, read to its end. */
public record Answer(int status, java.net.http.HttpHeaders headers, String body) {
  /** Amounts stay as they were written. */
  static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON, status " + status + ": " + body, e);
    }
  }

  /** The {@code message} of a successful call; fails the test on anything else. */
  public JsonNode message() {
    if (status != 200) {
      throw new AssertionError("status " + status + ": " + body);
    }
    return json().path("message");
  }

  /** Frappe's name of the error. */
  public String excType() {
    return json().path("exc_type").asText();
  }
}
