package bankapi.sandbox.site;

import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The gateway said no, or nothing. The message is a sentence for people. */
public final class GatewayRefusal extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;

  private GatewayRefusal(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static GatewayRefusal unreachable(URI gateway, IOException cause) {
    return new GatewayRefusal(
        0, "Unreachable", "The gateway at " + gateway + " does not answer: " + cause.getMessage());
  }

  /**
   * Reads an error answer. {@code _server_messages} is a text that holds a JSON array of texts,
   * each of which is a JSON object with the sentence as {@code message}.
   */
  static GatewayRefusal of(int status, JsonNode answer) {
    List<String> sentences = new ArrayList<>();
    for (JsonNode packed : unpack(answer.path("_server_messages").asText())) {
      String sentence = unpack(packed.asText()).path("message").asText();
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
    }
    String type = answer.path("exc_type").asText("");
    String otherwise = answer.path("exception").asText("The gateway answered " + status);
    return new GatewayRefusal(
        status, type, sentences.isEmpty() ? otherwise : String.join(" ", sentences));
  }

  private static JsonNode unpack(String text) {
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Json.object();
    }
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** Frappe's name of the error, for example {@code DoesNotExistError}. */
  public String type() {
    return type;
  }
}
