package bankapi.sandbox.site;

import bankapi.sandbox.html.Html;
import bankapi.sandbox.html.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes what the gateway tells of an item: its state, accounts and transactions. */
final class ItemWriter {

  private static final int ROWS_SHOWN = 500;

  private final Texts texts;
  private final SiteFrame frame;

  ItemWriter(Texts texts, SiteFrame frame) {
    this.texts = texts;
    this.frame = frame;
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
      body.raw("<th scope=col class={}>{}</th>", standing(head), t("accounts." + head));
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
          minute(account.path("updated_at").asText()));
    }
    body.raw("</tbody></table></div>");
    body.raw(
        "<p><a class=button href=\"/site/items/{}/transactions\" data-test=transactions>{}</a>"
            + "</p></section>",
        item,
        t("accounts.transactions"));
    return frame.page(t("item.title"), body);
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
    for (String head : List.of("date", "label", "amount", "category")) {
      body.raw("<th scope=col class={}>{}</th>", standing(head), t("transactions." + head));
    }
    body.raw("</tr></thead><tbody>");
    for (JsonNode row : rows.subList(0, Math.min(ROWS_SHOWN, rows.size()))) {
      String mark =
          row.path("deleted").asBoolean()
              ? t("transactions.deleted")
              : row.path("future").asBoolean() ? t("transactions.future") : "";
      body.raw(
          "<tr data-test=row><td class=date>{}</td><td>{} <em>{}</em><small>{}</small></td>"
              + "<td class=amount>{}</td><td>{}</td></tr>",
          row.path("date").asText(),
          row.path("clean_description").asText(),
          mark,
          row.path("provider_description").asText(),
          amount(row, "amount"),
          row.path("category").asText(""));
    }
    body.raw("</tbody></table></div><p><a href=\"/site/items/{}\">{}</a></p>", item, t("back"));
    return frame.page(t("transactions.title"), body);
  }

  /** A heading stands as its column does. */
  private static String standing(String head) {
    return head.equals("balance") || head.equals("amount") ? "amount" : "text";
  }

  /** A list, or the list inside Bridge's own wrapper: the gateway can answer both. */
  private static List<JsonNode> list(JsonNode answer) {
    JsonNode rows = answer.isArray() ? answer : answer.path("resources");
    List<JsonNode> all = new ArrayList<>();
    rows.forEach(all::add);
    return all;
  }

  /** Bridge's {@code 2026-05-01T10:20:30.400Z} as people read it; it stays UTC. */
  private static String minute(String time) {
    return time.length() < 16 ? time : time.substring(0, 16).replace('T', ' ') + " UTC";
  }

  private static String amount(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isNumber()
        ? value.decimalValue().toPlainString() + " " + node.path("currency_code").asText("EUR")
        : "";
  }

  private String t(String key) {
    return texts.get(key);
  }
}
