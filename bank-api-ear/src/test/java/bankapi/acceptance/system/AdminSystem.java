package bankapi.acceptance.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;

/** The admin API as an operator's browser or script calls it: each value is one caller. */
public final class AdminSystem {
  private static final String ROOT = "/api/admin/v1/";

  private final GatewaySystem http;
  private final Map<String, String> headers;

  private AdminSystem(GatewaySystem http, Map<String, String> headers) {
    this.http = http;
    this.headers = headers;
  }

  /** Somebody who is not signed in, but sends what the console's pages send. */
  public static AdminSystem at(GatewaySystem gateway) {
    return new AdminSystem(gateway.asGuest(), Map.of("X-Requested-With", "console"));
  }

  /** The same caller with one header more, or another value of it; null takes it away. */
  public AdminSystem with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    if (value == null) {
      more.remove(header);
    } else {
      more.put(header, value);
    }
    return new AdminSystem(http, more);
  }

  /** A script with a personal token: nothing else. */
  public AdminSystem withToken(String token) {
    return new AdminSystem(http, Map.of("Authorization", "Bearer " + token));
  }

  /** Signs in with name and password; fails the test where that is refused. */
  public AdminSystem login(String user, String password) {
    Answer answer = tryLogin(user, password);
    if (answer.status() != 201) {
      throw new AssertionError("login: " + answer.status() + " " + answer.body());
    }
    return with("Cookie", cookie(answer));
  }

  public Answer tryLogin(String user, String password) {
    return post("session", Map.of("user", user, "password", password));
  }

  /** The session's cookie as a browser sends it back. */
  public static String cookie(Answer login) {
    return login.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.contains("bankapi-operator"))
        .map(cookie -> cookie.replaceAll(";.*", ""))
        .findFirst()
        .orElseThrow();
  }

  public Answer get(String path) {
    return http.send(request(path).GET());
  }

  public Answer delete(String path) {
    return http.send(request(path).DELETE());
  }

  /** A POST without a body. */
  public Answer post(String path) {
    return http.send(request(path).POST(BodyPublishers.noBody()));
  }

  public Answer post(String path, Map<String, ?> body) {
    return send("POST", path, text(body));
  }

  public Answer patch(String path, Map<String, ?> body) {
    return send("PATCH", path, text(body));
  }

  /** Any JSON text with any verb. */
  public Answer send(String verb, String path, String json) {
    return http.send(
        request(path)
            .header("Content-Type", "application/json")
            .method(verb, BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = http.request(URI.create(ROOT + path).toString());
    headers.forEach(request::header);
    return request;
  }

  private static String text(Map<String, ?> body) {
    try {
      return Answer.JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
