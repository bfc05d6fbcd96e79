package bankapi.alert.control;

import bankapi.delivery.control.OperatorPosts;
import bankapi.delivery.control.SendResult;
import bankapi.delivery.control.TargetAddress;
import bankapi.platform.control.Hashes;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.URI;

/** A chat's incoming webhook. Its address is the secret: whoever knows it may post. */
final class WebhookChannel implements AlertChannel {

  private static final int KEY = 12;

  /** Teams shows no more. */
  private static final int MOST_ACTIONS = 6;

  /** What the other side understands. */
  enum Format {
    /** {@code {"text": …}}: Slack, Mattermost, Rocket.Chat and many others. */
    SLACK {
      @Override
      JsonObject body(AlertMessage message) {
        return Json.createObjectBuilder().add("text", message.text()).build();
      }
    },
    /** An Adaptive Card in a message, as the workflows of Microsoft Teams take it. */
    TEAMS {
      @Override
      JsonObject body(AlertMessage message) {
        return teams(message);
      }
    };

    abstract JsonObject body(AlertMessage message);
  }

  private final URI url;
  private final Format format;
  private final OperatorPosts posts;

  WebhookChannel(URI url, Format format, OperatorPosts posts) {
    this.url = url;
    this.format = format;
    this.posts = posts;
  }

  /** Does not tell the address, and stays the same while that does. */
  @Override
  public String key() {
    return "webhook-" + Hashes.sha256Hex(url.toString()).substring(0, KEY);
  }

  @Override
  public String name() {
    return TargetAddress.originOf(url.toString());
  }

  @Override
  public Said send(AlertMessage message) {
    SendResult result = posts.post(url.toString(), format.body(message).toString());
    if (result.delivered()) {
      return Said.ARRIVED;
    }
    String error = result.error() != null ? result.error() : "answered " + result.status();
    return new Said(
        result.excerpt() == null ? error : error + ": " + result.excerpt(),
        result.askedFor(result.at().plus(result.took())).orElse(null));
  }

  private static JsonObject teams(AlertMessage message) {
    JsonArrayBuilder body = Json.createArrayBuilder();
    JsonArrayBuilder actions = Json.createArrayBuilder();
    for (AlertMessage.Part part : message.parts()) {
      body.add(
          Json.createObjectBuilder()
              .add("type", "TextBlock")
              .add("text", part.text())
              .add("wrap", true));
    }
    message.parts().stream()
        .map(AlertMessage.Part::link)
        .distinct()
        .limit(MOST_ACTIONS)
        .forEach(
            link ->
                actions.add(
                    Json.createObjectBuilder()
                        .add("type", "Action.OpenUrl")
                        .add("title", URI.create(link).getPath())
                        .add("url", link)));
    return Json.createObjectBuilder()
        .add("type", "message")
        .add(
            "attachments",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("contentType", "application/vnd.microsoft.card.adaptive")
                        .addNull("contentUrl")
                        .add(
                            "content",
                            Json.createObjectBuilder()
                                .add(
                                    "$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                                .add("type", "AdaptiveCard")
                                .add("version", "1.4")
                                .add("body", body)
                                .add("actions", actions))))
        .build();
  }
}
