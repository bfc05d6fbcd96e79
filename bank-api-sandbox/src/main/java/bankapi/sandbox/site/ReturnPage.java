package bankapi.sandbox.site;

import bankapi.sandbox.html.Html;
import bankapi.sandbox.html.Texts;
import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person reads who comes back from the bank: what became of it and what to do now, by what
 * the gateway says; then, for the curious, what the address said and what was answered.
 */
final class ReturnPage {

  private final Texts texts;

  ReturnPage(Texts texts) {
    this.texts = texts;
  }

  /**
   * @param query of the address that the browser came home to
   * @param outcome the answer of {@code get_bridge_item_id}, or null where nothing could be asked
   */
  String html(Map<String, String> query, @Nullable JsonNode outcome) {
    String state = outcome == null ? "unknown" : outcome.path("status").asText();
    String title =
        switch (state) {
          case "succeeded" -> t("return.succeeded");
          case "pending" -> t("return.pending");
          case "failed", "expired" -> t("return.failed");
          default -> t("return.title");
        };
    Html body = new Html().raw("<h1>{}</h1>", title);
    if (outcome != null) {
      said(body, state, outcome);
    }
    body.raw(
        "<section class=card><h2>{}</h2><p class=soft>{}</p><dl>",
        t("return.query"),
        t("return.lead"));
    query.forEach(
        (name, value) ->
            body.raw("<dt>{}</dt><dd data-test=\"query-{}\">{}</dd>", name, name, value));
    body.raw("</dl></section>");
    if (outcome != null) {
      body.raw(
          "<section class=card data-test=outcome><h2>{}</h2><pre>{}</pre></section>",
          t("return.answer"),
          Json.pretty(outcome));
    }
    return new SiteFrame(texts).page(title, body);
  }

  private void said(Html body, String state, JsonNode outcome) {
    String item = outcome.path("item_id").asText("");
    boolean known = item.matches("\\d+");
    switch (state) {
      case "pending" ->
          body.raw(
              "<p class=warning data-test=outcome-pending>{}</p><p><a class=button href=\"\">{}</a>"
                  + "</p>",
              t("return.pending.lead"),
              t("return.again"));
      case "failed", "expired" -> {
        body.raw(
            "<p class=warning role=alert data-test=outcome-failed>{}</p>",
            t(reason(known, outcome.path("item_status").asInt(0))));
        wayOut(body, known ? item : "", outcome);
      }
      default -> {
        if (state.equals("succeeded")) {
          body.raw("<p class=good data-test=outcome-succeeded>{}</p>", t("return.succeeded.lead"));
        }
        if (known) {
          body.raw(
              "<p><a class=button href=\"/site/items/{}\" data-test=open-item>{}</a></p>",
              item,
              t("return.open"));
        }
      }
    }
  }

  /** The sentence for Bridge's status of the item; without an item the person left. */
  private static String reason(boolean known, int status) {
    if (!known) {
      return "failure.left";
    }
    return switch (status) {
      case 402, 429, 1003, 1010 -> "failure." + status;
      default -> "failure.other";
    };
  }

  /** An item that exists is mended, not connected a second time. */
  private void wayOut(Html body, String item, JsonNode outcome) {
    boolean sca = outcome.path("item_status").asInt(0) == 1010;
    String target = item.isEmpty() ? "/site/connect" : "/site/items/" + item;
    String action = item.isEmpty() ? "" : sca ? "/sca" : "/edit";
    body.raw(
        """
        <form method=post action="{}{}"><input type=hidden name=bank value="{}">
        <input type=hidden name=user value="{}">
        <button class=primary data-test=way-out>{}</button></form>
        """,
        target,
        action,
        outcome.path("bank").asText(""),
        outcome.path("user").asText(""),
        item.isEmpty() ? t("return.begin") : sca ? t("item.sca") : t("return.mend"));
  }

  private String t(String key) {
    return texts.get(key);
  }
}
