package bankapi.acceptance.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The operators' chat: takes what Slack's incoming webhooks take, and nothing else. */
public final class ChatSystem {
  /** The secret part of the webhook's address. */
  public static final String SECRET = "T0/B0/5ecre7-of-the-chat";

  private final HttpServer server;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  public ChatSystem() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/services/" + SECRET,
        exchange -> {
          try (exchange) {
            String text =
                Answer.JSON
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .path("text")
                    .asText();
            if (!text.isEmpty()) {
              messages.add(text);
            }
            byte[] said = (text.isEmpty() ? "no_text" : "ok").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(text.isEmpty() ? 400 : 200, said.length);
            exchange.getResponseBody().write(said);
          }
        });
    server.start();
  }

  public URI webhook() {
    return URI.create(base() + "/services/" + SECRET);
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The paragraphs of all messages in which this stands: each is about one alert. */
  public List<String> alerts(String words) {
    return messages.stream()
        .flatMap(message -> List.of(message.split("\n\n")).stream())
        .filter(alert -> alert.contains(words))
        .toList();
  }
}
