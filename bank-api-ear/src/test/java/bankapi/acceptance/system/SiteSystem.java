package bankapi.acceptance.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/** A Bank site: it asks for links, and receives webhooks at {@code /hook}. */
public final class SiteSystem {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServer server;
  private final List<Webhook> webhooks = new CopyOnWriteArrayList<>();
  private final Map<String, CountDownLatch> silent = new ConcurrentHashMap<>();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();

  /**
   * One webhook as it arrived.
   *
   * @param headers by their names in lower case
   */
  public record Webhook(Map<String, String> headers, String body) {

    public JsonNode json() {
      try {
        return Answer.JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public String event() {
      return json().path("event").asText();
    }

    /** Whether one of the signatures is right: Standard Webhooks 1.0, symmetric. */
    public boolean isSignedBy(String secret) {
      String signed =
          headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + body;
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      return List.of(headers.getOrDefault("webhook-signature", "").split(" "))
          .contains("v1," + hmac(key, signed));
    }

    /** Whether Frappe's own signature header is right. */
    public boolean isSignedAsFrappeBy(String secret) {
      return hmac(secret.getBytes(StandardCharsets.UTF_8), body)
          .equals(headers.get("x-frappe-webhook-signature"));
    }

    private static String hmac(byte[] key, String text) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return Base64.getEncoder()
            .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public SiteSystem() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "site");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/hook", this::receive);
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What a site sends for a link: the parameters of today's generation. */
  public Map<String, Object> linkArguments(String site, String user) {
    Map<String, Object> arguments = firstGeneration(site);
    arguments.put("webhook_url", base() + "/hook?site=" + site);
    arguments.put("user", user);
    return arguments;
  }

  /** What a site of the first generation sends for a link. */
  public Map<String, Object> firstGeneration(String site) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("base_url", base());
    arguments.put("redirect_url", base() + "/app/bank/BNP?own=1#accounts");
    arguments.put("bank", "Banque & fils");
    arguments.put("site", site);
    return arguments;
  }

  /** Waits for a webhook of this event about this field's value. */
  public Webhook awaitWebhook(String event, String field, Object value) {
    return awaitWebhook(
        webhook ->
            webhook.event().equals(event)
                && webhook.json().path(field).asText().equals(String.valueOf(value)));
  }

  public Webhook awaitWebhook(Predicate<Webhook> wanted) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> received(wanted), list -> !list.isEmpty())
        .get(0);
  }

  public List<Webhook> received(Predicate<Webhook> wanted) {
    return webhooks.stream().filter(wanted).toList();
  }

  /** A site that takes webhooks and answers none of them, until this is closed. */
  public interface Silence extends AutoCloseable {
    @Override
    void close();
  }

  public Silence silent(String site) {
    CountDownLatch end = new CountDownLatch(1);
    silent.put("site=" + site, end);
    return () -> {
      silent.remove("site=" + site);
      end.countDown();
    };
  }

  /** From now on webhooks to this URL below {@code /hook} are answered with this status. */
  public void answer(String url, int status) {
    answers.put(URI.create(url).getPath(), status);
  }

  public void close() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      webhooks.add(new Webhook(headers, body));
      CountDownLatch end = silent.get(String.valueOf(exchange.getRequestURI().getQuery()));
      if (end != null) {
        end.await();
      }
      String path = exchange.getRequestURI().getPath();
      exchange.sendResponseHeaders(answers.getOrDefault(path, 204), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
