package bankapi.sandbox.quickstart;

import bankapi.sandbox.Sandbox;
import bankapi.sandbox.quickstart.Browser.Page;
import bankapi.sandbox.site.GatewayRefusal;
import bankapi.sandbox.site.ReceivedWebhook;
import bankapi.sandbox.site.SiteClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole flow without a person, once per {@link Generation} of parameters: link, bank pages,
 * redirect, webhook, item id, accounts, transactions, delete. Each step says what it got.
 */
final class Walkthrough {

  private static final Duration WEBHOOK_LIMIT = Duration.ofSeconds(30);

  private final Settings settings;
  private final Sandbox sandbox;
  private final PrintStream out;
  private final SiteClient client;
  private final Browser browser = new Browser();

  Walkthrough(Settings settings, Sandbox sandbox, PrintStream out) {
    this.settings = settings;
    this.sandbox = sandbox;
    this.out = out;
    this.client =
        new SiteClient(
            URI.create("http://127.0.0.1:" + settings.gatewayPort()),
            settings.apiKey(),
            settings.apiSecret());
  }

  /** One step; gives what it got. */
  @FunctionalInterface
  private interface Step<T> {
    T take() throws GatewayRefusal, IOException, InterruptedException, StartFailure;
  }

  /** Whether all went well. */
  boolean run() throws InterruptedException {
    for (Generation generation : Generation.values()) {
      out.println();
      out.println("With the " + generation.description());
      try {
        walk(generation);
      } catch (StartFailure e) {
        out.println("FAILED at " + e.getMessage());
        return false;
      }
    }
    out.println();
    out.println("All steps went well.");
    return true;
  }

  private void walk(Generation generation) throws StartFailure, InterruptedException {
    String site = settings.site();
    String base = sandbox.baseUri().toString();
    URI link =
        step(
            "get_bridge_connect_link",
            () -> client.link("get_bridge_connect_link", generation.link(base, site)));
    URI home = step("connect at the bank", () -> browser.connect(link));
    URI back = step("redirect to the site", () -> redirect(home));
    Map<String, String> query = Browser.query(back);
    String request = query.getOrDefault("request", "");
    step("page of the site", () -> opened(back));
    step("webhook verified", () -> webhook(request));
    String item =
        step(
            "get_bridge_item_id",
            () -> itemId(client.bridge("get_bridge_item_id", Map.of("request", request))));
    step(
        "get_bridge_item_details",
        () ->
            "status "
                + client.bridge("get_bridge_item_details", Map.of("item_id", item)).path("status"));
    JsonNode accounts =
        quietly(
            "get_bank_accounts",
            () -> filled(client.bridge("get_bank_accounts", generation.ofItem(item, site))));
    out.println("  get_bank_accounts: " + accounts.size() + " accounts");
    JsonNode rows =
        quietly(
            "get_bank_transactions",
            () -> filled(client.bridge("get_bank_transactions", generation.since(site))));
    out.println("  get_bank_transactions: " + rows.size() + " transactions");
    if (generation == Generation.SECOND) {
      later(item, accounts, rows);
    }
    step(
        "delete_bridge_item_id",
        () -> client.bridge("delete_bridge_item_id", generation.ofItem(item, site)));
    step("the item is gone", () -> gone(item));
  }

  /** What only the second generation has. */
  private void later(String item, JsonNode accounts, JsonNode rows)
      throws StartFailure, InterruptedException {
    JsonNode account = accounts.path(accounts.size() - 1);
    Map<String, String> ofAccount =
        Map.of("account_id", account.path("id").asText(), "user", Generation.USER);
    step(
        "get_bank_transactions_by_account",
        () ->
            filled(client.bridge("get_bank_transactions_by_account", ofAccount)).size()
                + " transactions");
    step(
        "get_single_bank",
        () ->
            client
                .bridge("get_single_bank", Map.of("bank_id", account.path("provider_id").asText()))
                .path("name"));
    String category = rows.path(0).path("category_id").asText();
    step(
        "get_category",
        () ->
            client
                .bridge("get_category", Map.of("category_id", category, "lang", "fr"))
                .path("name"));
    Map<String, String> ofItem = Map.of("item_id", item, "user", Generation.USER);
    step("post_item_refresh", () -> client.bridge("post_item_refresh", ofItem));
  }

  private URI redirect(URI home) throws IOException, InterruptedException, StartFailure {
    URI back = location(browser.open(home), "the gateway does not send the browser home");
    Map<String, String> query = Browser.query(back);
    expect(query.containsKey("request"), "no request in " + back);
    expect("true".equals(query.get("success")), "no success in " + back);
    return back;
  }

  private static URI location(Page page, String otherwise) throws StartFailure {
    @Nullable URI location = page.location();
    if (location == null) {
      throw new StartFailure(otherwise + ": HTTP " + page.status());
    }
    return location;
  }

  private String opened(URI back) throws IOException, InterruptedException, StartFailure {
    Page page = browser.open(back);
    expect(page.status() == 200, "HTTP " + page.status());
    return "HTTP 200";
  }

  private String webhook(String request) throws StartFailure, InterruptedException {
    Instant deadline = Instant.now().plus(WEBHOOK_LIMIT);
    while (Instant.now().isBefore(deadline)) {
      Optional<ReceivedWebhook> told =
          sandbox.siteMemory().webhooks().stream()
              .filter(w -> w.content().path("event").asText().equals("connection.succeeded"))
              .filter(w -> w.content().path("request").asText().equals(request))
              .findFirst();
      if (told.isPresent()) {
        expect(told.get().isValid(), "a signature is wrong");
        return "connection.succeeded, both signatures valid";
      }
      Thread.sleep(100);
    }
    throw new StartFailure("no connection.succeeded within " + WEBHOOK_LIMIT.toSeconds() + " s");
  }

  private static String itemId(JsonNode message) throws StartFailure {
    String id = message.path("item_id").asText("");
    expect(id.matches("\\d+"), "no item id in " + message);
    return id;
  }

  private String gone(String item) throws StartFailure {
    try {
      JsonNode message = client.bridge("get_bank_accounts", Map.of("item_id", item));
      throw new StartFailure("it still answers: " + message);
    } catch (GatewayRefusal e) {
      expect(e.status() == 404, "HTTP " + e.status() + ": " + e.getMessage());
      return "HTTP 404: " + e.getMessage();
    }
  }

  private static JsonNode filled(JsonNode list) throws StartFailure {
    expect(list.isArray() && !list.isEmpty(), "an empty answer");
    return list;
  }

  private static void expect(boolean fine, String otherwise) throws StartFailure {
    if (!fine) {
      throw new StartFailure(otherwise);
    }
  }

  private <T> T step(String name, Step<T> step) throws StartFailure, InterruptedException {
    T got = quietly(name, step);
    out.println("  " + name + ": " + got);
    return got;
  }

  private static <T> T quietly(String name, Step<T> step)
      throws StartFailure, InterruptedException {
    try {
      return step.take();
    } catch (GatewayRefusal e) {
      throw new StartFailure(name + ": HTTP " + e.status() + ": " + e.getMessage());
    } catch (IOException | StartFailure e) {
      throw new StartFailure(name + ": " + e.getMessage());
    }
  }
}
