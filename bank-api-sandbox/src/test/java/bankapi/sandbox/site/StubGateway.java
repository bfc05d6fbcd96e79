package bankapi.sandbox.site;

import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of a gateway as the demo site needs: fixed answers, and a record of what was asked. */
final class StubGateway implements AutoCloseable {

  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  record Asked(String method, String authorization, JsonNode arguments) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  final Map<String, String> messages = new ConcurrentHashMap<>();
  private final Javalin server;

  StubGateway() {
    messages.put("bank_api.webhooks.get_secret", "{\"secret\":\"" + SECRET + "\"}");
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.post("/api/method/{method}", this::answer);
                })
            .start("127.0.0.1", 0);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private void answer(Context http) {
    String method = http.pathParam("method");
    asked.add(new Asked(method, http.header("Authorization"), Json.parse(http.bodyAsBytes())));
    String message = messages.get(method);
    http.contentType("application/json");
    if (message == null) {
      ObjectNode sentence = Json.object();
      sentence.put("message", "This item is <unknown> here.");
      ObjectNode error = Json.object();
      error.put("exc_type", "DoesNotExistError");
      error.put("exception", "frappe.exceptions.DoesNotExistError: internal words");
      error.put("_server_messages", Json.array().add(sentence.toString()).toString());
      http.status(404).result(error.toString());
    } else {
      http.result("{\"message\":" + message + "}");
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
