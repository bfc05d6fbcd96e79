package bankapi.sandbox.site;

import bankapi.sandbox.html.Html;
import bankapi.sandbox.html.Texts;
import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the demo site's pages in one language. */
final class SiteWriter {

  private static final int ROWS_SHOWN = 500;

  private final Texts texts;

  SiteWriter(Texts texts) {
    this.texts = texts;
  }

  String language() {
    return texts.language();
  }

  String home(String site, String gateway, Map<String, String> items) {
    Html body = new Html().raw("<h1>{}</h1><p class=lead>{}</p>", t("title"), t("lead"));
    if (gateway.isEmpty()) {
      body.raw("<p class=warning data-test=unconfigured>{}</p>", t("unconfigured"));
      return page(t("title"), body);
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
    return page(t("title"), body);
  }

  String comeBack(Map<String, String> query, @Nullable JsonNode outcome) {
    return new ReturnPage(texts).html(query, outcome);
  }

  String item(String item, JsonNode details, JsonNode accounts) {
    Html body =
        new Html()
            .raw("<h1>{}</h1>", details.path("bank").asText(t("items.unnamed")))
            .raw("<section class=card data-test=details><h2>get_bridge_item_details</h2>");
    body.raw("<dl>");
    details
        .properties()
        .forEach(e -> body.raw("<dt>{}</dt><dd>{}</dd>", e.getKey(), e.getValue().asText()));
    body.raw("</dl><div class=actions>");
    for (String action : List.of("sca", "edit", "pro", "refresh", "delete")) {
      body.raw(
          "<form method=post action=\"/site/items/{}/{}\"><button id={} data-test={} class={}>{}"
              + "</button></form>",
          item,
          action,
          action,
          action,
          action,
          t("item." + action));
    }
    body.raw("</div></section><section class=card><h2>{}</h2>", t("accounts.title"));
    body.raw("<div class=scroll><table data-test=accounts><thead><tr>");
    for (String head : List.of("name", "type", "iban", "balance", "updated")) {
      body.raw("<th>{}</th>", t("accounts." + head));
    }
    body.raw("</tr></thead><tbody>");
    for (JsonNode account : list(accounts)) {
      body.raw(
          "<tr data-test=account><td><a href=\"/site/items/{}/transactions?account_id={}\">{}</a>"
              + "</td><td>{}</td><td><code>{}</code></td><td class=amount>{}</td><td>{}</td></tr>",
          item,
          account.path("id").asText(),
          account.path("name").asText(),
          account.path("type").asText(),
          account.path("iban").asText(),
          amount(account, "balance"),
          account.path("updated_at").asText());
    }
    body.raw("</tbody></table></div>");
    body.raw(
        "<p><a class=button href=\"/site/items/{}/transactions\" data-test=transactions>{}</a>"
            + "</p></section>",
        item,
        t("accounts.transactions"));
    return page(t("item.title"), body);
  }

  String transactions(String item, String account, String since, JsonNode answer) {
    List<JsonNode> rows = new ArrayList<>(list(answer));
    Collections.sort(rows, (a, b) -> b.path("date").asText().compareTo(a.path("date").asText()));
    Html body = new Html().raw("<h1>{}</h1>", t("transactions.title"));
    body.raw(
        """
        <form action="/site/items/{}/transactions" class=inline data-test=since-form>
        <input type=hidden name=account_id value="{}"><label for=since>{}</label>
        <input id=since name=since type=date value="{}"><button>{}</button></form>
        <p class=soft data-test=count>{}</p>
        """,
        item,
        account,
        t("transactions.since"),
        since,
        t("transactions.show"),
        texts.get("transactions.count", rows.size(), Math.min(ROWS_SHOWN, rows.size())));
    body.raw("<div class=scroll><table data-test=rows><thead><tr>");
    for (String head : List.of("date", "label", "category", "amount")) {
      body.raw("<th>{}</th>", t("transactions." + head));
    }
    body.raw("</tr></thead><tbody>");
    for (JsonNode row : rows.subList(0, Math.min(ROWS_SHOWN, rows.size()))) {
      String mark =
          row.path("deleted").asBoolean()
              ? t("transactions.deleted")
              : row.path("future").asBoolean() ? t("transactions.future") : "";
      body.raw(
          "<tr data-test=row><td>{}</td><td>{} <em>{}</em><small>{}</small></td><td>{}</td>"
              + "<td class=amount>{}</td></tr>",
          row.path("date").asText(),
          row.path("clean_description").asText(),
          mark,
          row.path("provider_description").asText(),
          row.path("category").asText(""),
          amount(row, "amount"));
    }
    body.raw("</tbody></table></div><p><a href=\"/site/items/{}\">{}</a></p>", item, t("back"));
    return page(t("transactions.title"), body);
  }

  String webhooks(List<ReceivedWebhook> webhooks) {
    Html body =
        new Html().raw("<h1>{}</h1><p class=lead>{}</p>", t("webhooks.title"), t("webhooks.lead"));
    for (int i = webhooks.size() - 1; i >= Math.max(0, webhooks.size() - 100); i--) {
      ReceivedWebhook webhook = webhooks.get(i);
      body.raw(
          "<section class=card data-test=webhook><h2>{}</h2><p class=soft>{}</p><p>{} {} · {} {}"
              + "</p><pre>{}</pre></section>",
          webhook.content().path("event").asText("?"),
          webhook.at(),
          "Standard Webhooks:",
          mark(webhook.standardWebhooksValid()),
          "X-Frappe-Webhook-Signature:",
          mark(webhook.frappeValid()),
          Json.pretty(webhook.content()));
    }
    return page(t("webhooks.title"), body);
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
    return page(t("refusal.title"), body);
  }

  private String plain(String title, String text, String back) {
    return page(
        title,
        new Html()
            .raw(
                "<h1>{}</h1><pre data-test=answer>{}</pre><p><a href=\"{}\">{}</a></p>",
                title,
                text,
                back,
                t("back")));
  }

  /** A list, or the list inside Bridge's own wrapper: the gateway can answer both. */
  private static List<JsonNode> list(JsonNode answer) {
    JsonNode rows = answer.isArray() ? answer : answer.path("resources");
    List<JsonNode> all = new ArrayList<>();
    rows.forEach(all::add);
    return all;
  }

  private static String amount(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isNumber()
        ? value.decimalValue().toPlainString() + " " + node.path("currency_code").asText("EUR")
        : "";
  }

  private String mark(boolean valid) {
    return valid ? "✓ " + t("valid") : "✗ " + t("invalid");
  }

  private String page(String title, Html body) {
    return new SiteFrame(texts).page(title, body);
  }

  private String t(String key) {
    return texts.get(key);
  }
}
