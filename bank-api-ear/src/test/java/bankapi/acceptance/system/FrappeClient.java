package bankapi.acceptance.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What {@code FrappeClient} of the Frappe framework sends, byte for byte, and how it reads answers:
 * {@code Basic}, arguments in the query even of a POST, an error only where {@code exc} is not
 * empty. The status is never looked at.
 */
public final class FrappeClient implements AutoCloseable {
  private final URI base;
  private final Generation generation;
  private final List<String> headers;

  /** Which of them: they differ by a slash at the end and a content type. */
  public enum Generation {
    /** {@code frappe.frappeclient} of version 13 and probably 14. */
    V13("/", true),
    /** {@code frappe.frappeclient} from version 15. */
    V15("", true),
    /** The package {@code frappeclient} of its own. */
    STANDALONE("/", false);

    private final String slash;
    private final boolean formType;

    Generation(String slash, boolean formType) {
      this.slash = slash;
      this.formType = formType;
    }
  }

  /** What it raises. */
  public static final class FrappeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FrappeException(String exc) {
      super(exc);
    }
  }

  public FrappeClient(URI base, Generation generation, String key, String secret) {
    this.base = base;
    this.generation = generation;
    String basic =
        Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
    headers = new ArrayList<>();
    headers.add("User-Agent: python-requests/2.32.3");
    headers.add("Accept-Encoding: gzip, deflate");
    headers.add("Accept: application/json");
    headers.add("Connection: keep-alive");
    if (generation.formType) {
      headers.add("content-type: application/x-www-form-urlencoded");
    }
    headers.add("Authorization: Basic " + basic);
  }

  public JsonNode getApi(String method, Map<String, ?> params) {
    return processed(RawHttp.exchange(base, "GET", target(method, params), headers, ""));
  }

  public JsonNode postApi(String method, Map<String, ?> params) {
    List<String> withLength = new ArrayList<>(headers);
    withLength.add("Content-Length: 0");
    return processed(RawHttp.exchange(base, "POST", target(method, params), withLength, ""));
  }

  /** Leaving a {@code with} block logs out; a failure would be raised there. */
  @Override
  public void close() {
    RawHttp.Reply left = RawHttp.exchange(base, "GET", "/?cmd=logout", headers, "");
    if (left.status() != 200) {
      throw new AssertionError("logout gave " + left.status());
    }
  }

  private String target(String method, Map<String, ?> params) {
    String query = params.isEmpty() ? "" : "?" + GatewaySystem.encoded(params);
    return "/api/method/" + method + generation.slash + query;
  }

  private static JsonNode processed(RawHttp.Reply reply) {
    try {
      JsonNode json = Answer.JSON.readTree(reply.body());
      if (!json.path("exc").asText().isEmpty()) {
        throw new FrappeException(Answer.JSON.readTree(json.path("exc").asText()).path(0).asText());
      }
      if (json.has("message")) {
        return json.path("message");
      }
      return json.has("data") ? json.path("data") : NullNode.getInstance();
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + reply.body(), e);
    }
  }
}
