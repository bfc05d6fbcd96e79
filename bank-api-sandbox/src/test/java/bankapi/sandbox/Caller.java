package bankapi.sandbox;

import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A strict client of the sandbox: what a gateway, a browser and a test would send. */
public final class Caller {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final Map<String, String> headers = new LinkedHashMap<>();

  public record Reply(int status, HttpHeaders headers, String body) {
    public JsonNode json() {
      return body.isEmpty()
          ? MissingNode.getInstance()
          : Json.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    public String errorCode() {
      return json().at("/errors/0/code").asText();
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  public Caller(URI base) {
    this.base = base;
  }

  /** With the application's credentials. */
  public static Caller application(Sandbox sandbox) {
    return new Caller(sandbox.baseUri())
        .with("Bridge-Version", "2025-01-15")
        .with("Client-Id", sandbox.config().clientId())
        .with("Client-Secret", sandbox.config().clientSecret());
  }

  /** With the token of a new user as well. */
  public static Caller newUser(Sandbox sandbox) {
    Caller application = application(sandbox);
    String uuid = application.post("/v3/aggregation/users", "").json().path("uuid").asText();
    return application.as(uuid);
  }

  public Caller as(String userUuid) {
    Reply token =
        post("/v3/aggregation/authorization/token", "{\"user_uuid\":\"" + userUuid + "\"}");
    return with("Authorization", "Bearer " + token.json().path("access_token").asText());
  }

  /** The same with a header more; without it if the value is empty. */
  public Caller with(String name, String value) {
    Caller other = new Caller(base);
    other.headers.putAll(headers);
    if (value.isEmpty()) {
      other.headers.remove(name);
    } else {
      other.headers.put(name, value);
    }
    return other;
  }

  public Reply get(String path) {
    return send("GET", path, null, null);
  }

  public Reply delete(String path) {
    return send("DELETE", path, null, null);
  }

  /** A JSON body; an empty one is sent without a type. */
  public Reply post(String path, String json) {
    return send("POST", path, json, json.isEmpty() ? null : "application/json");
  }

  public Reply put(String path, String json) {
    return send("PUT", path, json, "application/json");
  }

  public Reply form(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send("POST", path, body, "application/x-www-form-urlencoded");
  }

  public Reply send(String method, String path, String body, String type) {
    try {
      return trySend(method, path, body, type);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer", e);
    }
  }

  public Reply trySend(String method, String path, String body, String type) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(
                method,
                body == null || body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A session's key for these extra members of the request. */
  public String session(String members) {
    String body =
        "{\"user_email\":\"a@example.org\",\"callback_url\":\"http://127.0.0.1:9/back\","
            + "\"context\":\"ctx-1\""
            + (members.isEmpty() ? "" : "," + members)
            + "}";
    String url = post("/v3/aggregation/connect-sessions", body).json().path("url").asText();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** Connects the test bank with this login as a person would; the item's id. */
  public long connect(String login) {
    return complete(session(""), login).path("item_id").asLong();
  }

  public JsonNode complete(String session, String login) {
    return post("/admin/sessions/" + session + "/complete", "{\"login\":\"" + login + "\"}").json();
  }

  public static String anyId() {
    return UUID.randomUUID().toString();
  }
}
