package bankapi.acceptance.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code frappe-js-sdk} 1.14.1 sends from Node, byte for byte, and how it reads answers:
 * {@code token}, a JSON content type on every verb also where there is no body, an error wherever
 * the status is not 2xx.
 */
public final class FrappeJsSdk {
  private final URI base;
  private final List<String> headers;

  /** What its promises reject with. */
  public static final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String message;
    private final String exception;

    Rejection(int httpStatus, String message, String exception) {
      super(httpStatus + ": " + message + " " + exception);
      this.httpStatus = httpStatus;
      this.message = message;
      this.exception = exception;
    }

    public int httpStatus() {
      return httpStatus;
    }

    public String message() {
      return message;
    }

    public String exception() {
      return exception;
    }
  }

  public FrappeJsSdk(URI base, String key, String secret) {
    this.base = base;
    headers =
        List.of(
            "Accept: application/json",
            "Content-Type: application/json; charset=utf-8",
            "Authorization: token " + key + ":" + secret,
            "User-Agent: axios/1.21.1",
            "Accept-Encoding: gzip, compress, deflate, br",
            "Connection: keep-alive");
  }

  public JsonNode get(String method, Map<String, ?> params) {
    return inQuery("GET", method, params);
  }

  public JsonNode delete(String method, Map<String, ?> params) {
    return inQuery("DELETE", method, params);
  }

  public JsonNode post(String method, Map<String, ?> params) {
    return inBody("POST", method, params);
  }

  public JsonNode put(String method, Map<String, ?> params) {
    return inBody("PUT", method, params);
  }

  /** What the call is rejected with; fails the test where it is not. */
  public Rejection rejected(Runnable call) {
    try {
      call.run();
    } catch (Rejection rejection) {
      return rejection;
    }
    throw new AssertionError("it was not rejected");
  }

  private JsonNode inQuery(String verb, String method, Map<String, ?> params) {
    String query = params.isEmpty() ? "" : "?" + GatewaySystem.encoded(params);
    return read(RawHttp.exchange(base, verb, "/api/method/" + method + query, headers, ""));
  }

  private JsonNode inBody(String verb, String method, Map<String, ?> params) {
    String body = Answer.JSON.valueToTree(params).toString();
    List<String> withLength = new ArrayList<>(headers);
    withLength.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
    return read(RawHttp.exchange(base, verb, "/api/method/" + method, withLength, body));
  }

  private static JsonNode read(RawHttp.Reply reply) {
    JsonNode body;
    try {
      body = Answer.JSON.readTree(reply.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + reply.body(), e);
    }
    if (reply.status() / 100 != 2) {
      throw new Rejection(
          reply.status(),
          body.path("message").asText("There was an error."),
          body.path("exception").asText(body.path("exc_type").asText()));
    }
    return body;
  }
}
