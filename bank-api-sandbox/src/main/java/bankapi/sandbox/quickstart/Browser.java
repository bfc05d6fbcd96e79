package bankapi.sandbox.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A person's browser, as far as the walk-through needs one: it stops at every redirect. */
final class Browser {

  private static final Pattern ACCOUNT = Pattern.compile("name=account value=(\\d+)");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * A page or a redirect.
   *
   * @param location where a redirect leads, else null
   */
  record Page(int status, String text, @Nullable URI location) {}

  Page open(URI address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address).GET(), address);
  }

  Page submit(URI address, Map<String, String> fields) throws IOException, InterruptedException {
    String form =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return submitRaw(address, form);
  }

  /** Submits a form that is encoded already. */
  Page submitRaw(URI address, String form) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        address);
  }

  /**
   * Goes through the sandbox's pages of a bank, logs in as {@code success} and takes all accounts.
   *
   * @return where they lead in the end
   */
  URI connect(URI link) throws IOException, InterruptedException, StartFailure {
    String session = link.toString().replaceFirst("\\?.*", "");
    if (open(link).status() != 200) {
      throw new StartFailure("the bank's page does not open");
    }
    submit(URI.create(session + "/bank"), Map.of("provider_id", "574"));
    Page accounts =
        submit(URI.create(session + "/login"), Map.of("login", "success", "password", "x"));
    String chosen =
        ACCOUNT
            .matcher(accounts.text())
            .results()
            .map(choice -> choice.group(1))
            .collect(Collectors.joining("&account="));
    Page home = submitRaw(URI.create(session + "/accounts"), "account=" + chosen);
    @Nullable URI location = home.location();
    if (location == null) {
      throw new StartFailure("the bank's pages do not lead home: HTTP " + home.status());
    }
    return location;
  }

  private Page send(HttpRequest.Builder request, URI address)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    @Nullable URI location =
        response.headers().firstValue("Location").map(address::resolve).orElse(null);
    return new Page(response.statusCode(), response.body(), location);
  }

  static Map<String, String> query(URI address) {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = address.getRawQuery() == null ? "" : address.getRawQuery();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }
}
