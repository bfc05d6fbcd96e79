package bankapi.sandbox.site;

import bankapi.sandbox.html.Resources;
import bankapi.sandbox.html.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages of the demo site: each does what a Bank site does with its key and secret. */
public final class SitePages {

  private static final String ITEM = "/site/items/{item}";

  private final SiteAccess access;
  private final SiteMemory memory;
  private final Texts.Bilingual texts = Texts.Bilingual.of(SitePages.class, "site");

  public SitePages(SiteAccess access, SiteMemory memory) {
    this.access = access;
    this.memory = memory;
  }

  public void register(RoutesConfig routes) {
    routes.get("/", http -> http.redirect("/site"));
    routes.get("/site/style.css", Resources.css(SitePages.class, "site.css"));
    routes.get("/site", page(this::home));
    routes.get("/site/webhooks", page(this::webhooks));
    routes.post("/site/connect", page((http, w) -> follow(http, "get_bridge_connect_link", "")));
    routes.get("/site/return", page(this::comeBack));
    routes.get("/site/open", page((http, w) -> open(http)));
    routes.get(ITEM, page(this::item));
    routes.get(ITEM + "/transactions", page(this::transactions));
    routes.post(ITEM + "/sca", page((http, w) -> follow(http, "get_sca_authentication_link")));
    routes.post(ITEM + "/edit", page((http, w) -> follow(http, "get_bridge_edit_link")));
    routes.post(ITEM + "/pro", page((http, w) -> follow(http, "get_pro_confirmation_link")));
    routes.post(ITEM + "/refresh", page(this::refresh));
    routes.post(ITEM + "/delete", page(this::delete));
  }

  /** A page that may be refused by the gateway. */
  @FunctionalInterface
  private interface Page {
    void show(Context http, SiteWriter writer) throws GatewayRefusal;
  }

  private Handler page(Page page) {
    return http -> {
      @Nullable String wanted = http.queryParam("lang");
      if (wanted != null) {
        Cookie cookie = new Cookie("lang", wanted.startsWith("fr") ? "fr" : "en");
        cookie.setSameSite(SameSite.LAX);
        http.cookie(cookie);
      }
      SiteWriter writer = new SiteWriter(texts.wantedBy(http));
      http.header("Cache-Control", "no-store");
      http.header(
          "Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'");
      try {
        page.show(http, writer);
      } catch (GatewayRefusal e) {
        html(http.status(502), writer.refusal(e.status(), e.type(), "" + e.getMessage()));
      } catch (IllegalStateException e) {
        html(http.status(503), writer.refusal(0, "", "" + e.getMessage()));
      }
    };
  }

  private static void html(Context http, String page) {
    http.contentType("text/html; charset=utf-8").result(page);
  }

  private void home(Context http, SiteWriter writer) {
    boolean configured = access.isConfigured();
    html(
        http,
        writer.home(
            configured ? access.site() : "", configured ? access.gateway() : "", memory.items()));
  }

  private void webhooks(Context http, SiteWriter writer) {
    html(http, writer.webhooks(memory.webhooks()));
  }

  /** Asks for a link and sends the person there. */
  private void follow(Context http, String method) throws GatewayRefusal {
    follow(http, method, http.pathParam("item"));
  }

  private void follow(Context http, String method, String item) throws GatewayRefusal {
    String bank = form(http, "bank", memory.items().getOrDefault(item, ""));
    Map<String, String> arguments =
        access.linkArguments(bank.isEmpty() ? "Demo Bank" : bank, form(http, "user", ""), item);
    String link = access.client().link(method, arguments).toString();
    http.redirect(link, HttpStatus.SEE_OTHER);
  }

  /** The person comes home: what the address says only helps to ask the gateway. */
  private void comeBack(Context http, SiteWriter writer) throws GatewayRefusal {
    Map<String, String> query = new LinkedHashMap<>();
    http.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
    memory.addReturn(query);
    String request = query.getOrDefault("request", "");
    @Nullable JsonNode outcome =
        request.isEmpty() || !access.isConfigured()
            ? null
            : access.client().bridge("get_bridge_item_id", Map.of("request", request));
    html(http, writer.comeBack(query, outcome));
  }

  private static void open(Context http) {
    @Nullable String item = http.queryParam("item");
    boolean fine = item != null && item.matches("\\d{1,18}");
    http.redirect(fine ? "/site/items/" + item : "/site", HttpStatus.SEE_OTHER);
  }

  private void item(Context http, SiteWriter writer) throws GatewayRefusal {
    Map<String, String> arguments = Map.of("item_id", http.pathParam("item"));
    JsonNode details = access.client().bridge("get_bridge_item_details", arguments);
    JsonNode accounts = access.client().bridge("get_bank_accounts", arguments);
    html(http, writer.items().item(http.pathParam("item"), details, accounts));
  }

  private void transactions(Context http, SiteWriter writer) throws GatewayRefusal {
    String item = http.pathParam("item");
    String account = query(http, "account_id");
    Map<String, String> arguments = new HashMap<>();
    arguments.put("since", query(http, "since"));
    arguments.put("lang", writer.language());
    arguments.put(account.isEmpty() ? "item_id" : "account_id", account.isEmpty() ? item : account);
    String method =
        account.isEmpty() ? "get_bank_transactions" : "get_bank_transactions_by_account";
    JsonNode rows = access.client().bridge(method, arguments);
    html(http, writer.items().transactions(item, account, query(http, "since"), rows));
  }

  private void refresh(Context http, SiteWriter writer) throws GatewayRefusal {
    String item = http.pathParam("item");
    JsonNode answer = access.client().bridge("post_item_refresh", Map.of("item_id", item));
    html(http, writer.refreshed(item, answer));
  }

  private void delete(Context http, SiteWriter writer) throws GatewayRefusal {
    String item = http.pathParam("item");
    JsonNode answer = access.client().bridge("delete_bridge_item_id", Map.of("item_id", item));
    memory.forget(item);
    html(http, writer.deleted(item, answer));
  }

  private static String form(Context http, String name, String otherwise) {
    @Nullable String value = http.formParam(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  private static String query(Context http, String name) {
    @Nullable String value = http.queryParam(name);
    return value == null ? "" : value.strip();
  }
}
