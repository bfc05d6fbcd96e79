package bankapi.sandbox.site;

import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * A webhook that the gateway sent to this site.
 *
 * @param headers by their names in lower case
 * @param answered the HTTP status given
 */
public record ReceivedWebhook(
    Instant at,
    Map<String, String> headers,
    byte[] body,
    boolean standardWebhooksValid,
    boolean frappeValid,
    int answered) {

  public boolean isValid() {
    return standardWebhooksValid && frappeValid;
  }

  /** The body read as JSON, or an empty object if it is none. */
  public JsonNode content() {
    try {
      return Json.parse(body);
    } catch (IllegalArgumentException e) {
      return Json.object();
    }
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("at", at.toString());
    ObjectNode names = json.putObject("headers");
    headers.forEach(names::put);
    json.put("raw_body", new String(body, StandardCharsets.UTF_8));
    json.set("body", content());
    json.put("standard_webhooks_valid", standardWebhooksValid);
    json.put("frappe_valid", frappeValid);
    json.put("answered", answered);
    return json;
  }
}
