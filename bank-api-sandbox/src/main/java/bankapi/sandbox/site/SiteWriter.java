package bankapi.sandbox.site;

import bankapi.sandbox.html.Html;
import bankapi.sandbox.html.Texts;
import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the demo site's pages in one language. */
final class SiteWriter {

  private final Texts texts;
  private final SiteFrame frame;

  SiteWriter(Texts texts) {
    this.texts = texts;
    this.frame = new SiteFrame(texts);
  }

  String language() {
    return texts.language();
  }

  /** The pages about one item. */
  ItemWriter items() {
    return new ItemWriter(texts, frame);
  }

  String home(String site, String gateway, Map<String, String> items) {
    Html body = new Html().raw("<h1>{}</h1><p class=lead>{}</p>", t("title"), t("lead"));
    if (gateway.isEmpty()) {
      body.raw("<p class=warning data-test=unconfigured>{}</p>", t("unconfigured"));
      return frame.page(t("title"), body);
    }
    body.raw(
        "<p class=facts>{} <code>{}</code> · {} <code>{}</code></p>",
        t("gateway"),
        gateway,
        t("site"),
        site);
    body.raw(
        """
        <section class=card><h2>{}</h2>
        <form method=post action="/site/connect" data-test=connect-form>
        <label for=bank>{}</label><input id=bank name=bank data-test=bank value="Demo Bank" required>
        <label for=user>{}</label><input id=user name=user data-test=user value="camille@example.org">
        <button id=connect data-test=connect class=primary>{}</button></form></section>
        """,
        t("connect.title"),
        t("connect.bank"),
        t("connect.user"),
        t("connect.submit"));
    body.raw("<section class=card><h2>{}</h2>", t("items.title"));
    if (items.isEmpty()) {
      body.raw("<p class=soft>{}</p>", t("items.none"));
    }
    items.forEach(
        (item, bank) ->
            body.raw(
                "<a class=row href=\"/site/items/{}\" data-test=item-{}><strong>{}</strong>"
                    + "<span class=soft>{}</span></a>",
                item,
                item,
                bank.isEmpty() ? t("items.unnamed") : bank,
                item));
    body.raw(
        "<form action=\"/site/open\" class=inline><label for=item>{}</label>"
            + "<input id=item name=item inputmode=numeric><button>{}</button></form></section>",
        t("items.other"),
        t("items.open"));
    return frame.page(t("title"), body);
  }

  String comeBack(Map<String, String> query, @Nullable JsonNode outcome) {
    return new ReturnPage(texts).html(query, outcome);
  }

  String webhooks(List<ReceivedWebhook> webhooks) {
    Html body =
        new Html().raw("<h1>{}</h1><p class=lead>{}</p>", t("webhooks.title"), t("webhooks.lead"));
    for (int i = webhooks.size() - 1; i >= Math.max(0, webhooks.size() - 100); i--) {
      ReceivedWebhook webhook = webhooks.get(i);
      body.raw(
          "<section class=card data-test=webhook><h2>{}</h2><p class=soft>{}</p>"
              + "<ul class=checks><li>{} {}</li><li>{} {}</li></ul><pre>{}</pre></section>",
          webhook.content().path("event").asText("?"),
          webhook.at(),
          "Standard Webhooks:",
          mark(webhook.standardWebhooksValid()),
          "X-Frappe-Webhook-Signature:",
          mark(webhook.frappeValid()),
          Json.pretty(webhook.content()));
    }
    return frame.page(t("webhooks.title"), body);
  }

  String refreshed(String item, JsonNode answer) {
    return plain(t("item.refresh"), Json.pretty(answer), "/site/items/" + item);
  }

  String deleted(String item, JsonNode answer) {
    return plain(texts.get("deleted", item), Json.pretty(answer), "/site");
  }

  String refusal(int status, String type, String sentence) {
    Html body =
        new Html()
            .raw(
                "<h1>{}</h1><p class=warning role=alert data-test=refusal>{}</p>",
                t("refusal.title"),
                sentence)
            .raw(
                "<p class=soft>{} {}</p><p><a href=\"/site\">{}</a></p>",
                status == 0 ? "" : "HTTP " + status,
                type,
                t("back"));
    return frame.page(t("refusal.title"), body);
  }

  private String plain(String title, String text, String back) {
    return frame.page(
        title,
        new Html()
            .raw(
                "<h1>{}</h1><pre data-test=answer>{}</pre><p><a href=\"{}\">{}</a></p>",
                title,
                text,
                back,
                t("back")));
  }

  private String mark(boolean valid) {
    return valid ? "✓ " + t("valid") : "✗ " + t("invalid");
  }

  private String t(String key) {
    return texts.get(key);
  }
}
