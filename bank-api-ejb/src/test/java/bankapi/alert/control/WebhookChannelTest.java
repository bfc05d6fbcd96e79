package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.delivery.control.TestPosts;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookChannelTest {

  private static final AlertMessage MESSAGE =
      new AlertMessage(
          "[Bank API] Problem: \u00e9",
          List.of(
              new AlertMessage.Part(
                  "Site \"erp\": it fails.", "https://bank.example.com/console/sites/1"),
              new AlertMessage.Part("Another.", "https://bank.example.com/console/events")));

  private final TestPosts posts = new TestPosts(Duration.ofSeconds(5), true);
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final HttpServer chat;
  private volatile int status = 200;

  WebhookChannelTest() throws IOException {
    chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    chat.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] said = "no_such_hook".getBytes(StandardCharsets.UTF_8);
          if (status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "90");
          }
          exchange.sendResponseHeaders(status, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    chat.start();
  }

  @AfterEach
  void close() {
    chat.stop(0);
    posts.close();
  }

  private String url(String secret) {
    return "http://127.0.0.1:" + chat.getAddress().getPort() + "/hooks/" + secret;
  }

  private AlertChannels channels(String urls, String format) {
    AlertChannels channels = new AlertChannels();
    channels.posts = posts.posts();
    channels.webhookUrls = Optional.of(urls);
    channels.webhookFormat = format;
    channels.read();
    return channels;
  }

  private JsonObject posted(String format) {
    assertThat(channels(url("s3cret"), format).all().get(0).send(MESSAGE).error()).isNull();
    try (JsonReader reader = Json.createReader(new StringReader(bodies.get(0)))) {
      return reader.readObject();
    }
  }

  @Test
  void slackGetsText() {
    assertThat(posted("slack"))
        .isEqualTo(
            Json.createObjectBuilder()
                .add(
                    "text",
                    "Site \"erp\": it fails.\nhttps://bank.example.com/console/sites/1\n\n"
                        + "Another.\nhttps://bank.example.com/console/events")
                .build());
  }

  @Test
  void teamsGetsAnAdaptiveCard() {
    JsonObject posted = posted("Teams");
    assertThat(posted.getString("type")).isEqualTo("message");
    JsonObject attachment = posted.getJsonArray("attachments").getJsonObject(0);
    assertThat(attachment.getString("contentType"))
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonObject card = attachment.getJsonObject("content");
    assertThat(card.getString("type")).isEqualTo("AdaptiveCard");
    assertThat(card.getJsonArray("body").getValuesAs(JsonObject.class))
        .extracting(block -> block.getString("text"))
        .containsExactly("Site \"erp\": it fails.", "Another.");
    assertThat(card.getJsonArray("actions").getValuesAs(JsonObject.class))
        .extracting(action -> action.getString("url"))
        .containsExactly(
            "https://bank.example.com/console/sites/1", "https://bank.example.com/console/events");
  }

  @Test
  void whatTheChatRefusesIsSaidWithoutTheAddress() {
    status = 404;
    AlertChannel channel = channels(url("s3cret"), "slack").all().get(0);
    assertThat(channel.send(MESSAGE).error()).isEqualTo("answered 404: no_such_hook");
    chat.stop(0);
    assertThat(channel.send(MESSAGE).error()).isNotNull().doesNotContain("s3cret");
    assertThat(channel.key() + channel.name()).doesNotContain("s3cret");
    assertThat(channel.key()).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void aChatThatAsksForAPauseIsHeard() {
    status = 429;
    AlertChannel channel = channels(url("s3cret"), "slack").all().get(0);
    Instant begin = Instant.now();
    Instant notBefore = channel.send(MESSAGE).notBefore();
    assertThat(notBefore).isAfterOrEqualTo(begin.plusSeconds(90));
    status = 500;
    assertThat(channel.send(MESSAGE).notBefore()).isNull();
  }

  @Test
  void severalAddressesAreAsManyChannelsEachOnce() {
    AlertChannels channels =
        channels(url("a") + ", " + url("b") + "\n" + url("c") + "," + url("a"), "slack");
    assertThat(channels.keys()).hasSize(3).doesNotHaveDuplicates();
    assertThat(channels(url("c"), "slack").keys()).containsExactly(channels.keys().get(2));
    assertThat(channels("", "slack").keys()).isEmpty();
  }

  @Test
  void whatCannotBeUsedStopsTheStartAndTheAddressIsNotTold() {
    for (String wrong :
        List.of("http://chat.example/s3cret", "https://u:s3cret@chat.example/x", "s3cret ^")) {
      assertThatThrownBy(() -> channels(wrong, "slack"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("bankapi.alert.webhook-url")
          .hasMessageNotContaining("s3cret")
          .hasNoCause();
    }
    assertThatThrownBy(() -> channels(url("a"), "irc"))
        .hasMessage("bankapi.alert.webhook-format must be slack or teams");
  }
}
