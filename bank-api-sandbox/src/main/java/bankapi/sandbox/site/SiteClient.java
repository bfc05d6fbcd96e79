package bankapi.sandbox.site;

import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * How to call the gateway: {@code POST /api/method/bank_api.bridge.<method>} with a JSON object of
 * arguments and {@code Authorization: token key:secret}. A good answer is {@code {"message": …}};
 * anything else is a {@link GatewayRefusal} that carries a sentence for people.
 */
public final class SiteClient {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI gateway;
  private final String apiKey;
  private final String apiSecret;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param gateway its address, for example {@code https://bank-api.example.org}
   */
  public SiteClient(URI gateway, String apiKey, String apiSecret) {
    this.gateway = gateway;
    this.apiKey = apiKey;
    this.apiSecret = apiSecret;
  }

  /**
   * Calls a method of {@code bank_api.bridge}; arguments with an empty value are left out.
   *
   * @return what the answer holds as message
   */
  public JsonNode bridge(String method, Map<String, String> arguments) throws GatewayRefusal {
    return call("bank_api.bridge." + method, arguments);
  }

  /** A link to send the person to: the answer is an object with it, or the bare address. */
  public URI link(String method, Map<String, String> arguments) throws GatewayRefusal {
    JsonNode message = bridge(method, arguments);
    String link = message.isTextual() ? message.asText() : message.path("redirect_url").asText();
    return URI.create(link);
  }

  /** The secret that signs the webhooks of this site: {@code whsec_…}. */
  public String webhookSecret(String site) throws GatewayRefusal {
    return call("bank_api.webhooks.get_secret", Map.of("site", site)).path("secret").asText();
  }

  /** Calls any method by its whole name. */
  public JsonNode call(String method, Map<String, String> arguments) throws GatewayRefusal {
    ObjectNode body = Json.object();
    arguments.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            body.put(name, value);
          }
        });
    String base = gateway.toString().replaceFirst("/+$", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/api/method/" + method))
            .timeout(PATIENCE)
            .header("Authorization", "token " + apiKey + ":" + apiSecret)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
            .build();
    HttpResponse<byte[]> response = send(request);
    JsonNode answer = parse(response);
    if (response.statusCode() != 200) {
      throw GatewayRefusal.of(response.statusCode(), answer);
    }
    return answer.path("message");
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws GatewayRefusal {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw GatewayRefusal.unreachable(gateway, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw GatewayRefusal.unreachable(gateway, new IOException("interrupted"));
    }
  }

  private static JsonNode parse(HttpResponse<byte[]> response) throws GatewayRefusal {
    try {
      return Json.parse(response.body());
    } catch (IllegalArgumentException e) {
      throw GatewayRefusal.of(response.statusCode(), Json.object());
    }
  }
}
