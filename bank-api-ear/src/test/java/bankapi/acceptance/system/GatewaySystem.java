package bankapi.acceptance.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The gateway under test, as one API user calls it. */
public final class GatewaySystem {
  private static final String METHODS = "bank_api.bridge.";
  private static final HttpClient SHARED = client();

  private final URI base;
  private final String authorization;
  private final HttpClient client;

  private GatewaySystem(URI base, String authorization, HttpClient client) {
    this.base = base;
    this.authorization = authorization;
    this.client = client;
  }

  private static HttpClient client() {
    // as the clients in the field: none of them asks for HTTP/2
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  public static GatewaySystem at(URI base, String key, String secret) {
    return at(base, key, secret, SHARED);
  }

  /** A caller with an HTTP client of its own, say one that trusts another authority. */
  public static GatewaySystem at(URI base, String key, String secret, HttpClient client) {
    return new GatewaySystem(base, "token " + key + ":" + secret, client);
  }

  /** The same gateway, with this {@code Authorization} header; empty is none. */
  public GatewaySystem authorizedBy(String header) {
    return new GatewaySystem(base, header, client);
  }

  /**
   * The same caller on a connection that nobody else uses: a server that refuses a request without
   * reading it to its end may take the rest of it for the next request.
   */
  public GatewaySystem onItsOwnConnection() {
    return new GatewaySystem(base, authorization, client());
  }

  public GatewaySystem asGuest() {
    return authorizedBy("");
  }

  public URI base() {
    return base;
  }

  /** A Bank API method by its short name, called as most clients do: arguments as a form. */
  public Answer call(String method, Map<String, ?> arguments) {
    return form(METHODS + method, arguments);
  }

  /** Arguments in the query of a GET. */
  public Answer get(String method, Map<String, ?> arguments) {
    String query = arguments.isEmpty() ? "" : "?" + encoded(arguments);
    return send(request("/api/method/" + method + query).GET());
  }

  /** Arguments in the query of a POST without a body, as Frappe's own client sends them. */
  public Answer postQuery(String method, Map<String, ?> arguments) {
    return send(
        request("/api/method/" + method + "/?" + encoded(arguments)).POST(BodyPublishers.noBody()));
  }

  public Answer form(String method, Map<String, ?> arguments) {
    return send(
        request("/api/method/" + method)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(arguments))));
  }

  public Answer json(String method, Map<String, ?> arguments) {
    try {
      return json(method, Answer.JSON.writeValueAsString(arguments));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public Answer json(String method, String body) {
    return send(
        request("/api/method/" + method)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** A webhook of Bridge, as it arrives at this gateway. */
  public Answer bridgeWebhook(String body, String signature) {
    return send(
        request("/api/webhooks/bridge")
            .header("Content-Type", "application/json")
            .header("BridgeApi-Signature", signature)
            .POST(BodyPublishers.ofString(body)));
  }

  /** A GET of any path, with this caller's credentials and without following redirects. */
  public Answer path(String path) {
    return send(request(path).GET());
  }

  /** A GET of a whole address, as a browser follows it: without credentials. */
  public Answer browse(URI address) {
    return send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).GET());
  }

  /** For requests of any other kind. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(120))
            .header("Accept", "application/json");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return request;
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As a query, or a form. */
  public static String encoded(Map<String, ?> arguments) {
    return arguments.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(String.valueOf(entry.getValue())))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
