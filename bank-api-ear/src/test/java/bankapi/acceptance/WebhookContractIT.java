package bankapi.acceptance;

import static bankapi.acceptance.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a site hears, event by event, whole. */
class WebhookContractIT extends GatewayIT {
  private Customer customer;
  private String user;

  @BeforeEach
  void aSiteOfItsOwn() {
    customer = customer();
    user = newUser();
  }

  @Test
  void connectionSucceeded() {
    Connected connected = connected(customer, user);
    assertEvent(
        site.awaitWebhook("connection.succeeded", "request", connected.request()),
        Map.of("request", connected.request(), "item", connected.itemId()));
  }

  @Test
  void connectionFailed() {
    JsonNode link = link();
    BridgeSystem.Visit visit =
        bridge.visit(
            URI.create(link.path("redirect_url").asText()), Map.of("login", "402", "leave", true));
    gateway.browse(visit.callback());
    String request = link.path("request").asText();
    assertEvent(
        site.awaitWebhook("connection.failed", "request", request), Map.of("request", request));
  }

  @Test
  void connectionExpired() {
    String request = link().path("request").asText();
    aDayPasses(request);
    assertEvent(
        site.awaitWebhook("connection.expired", "request", request), Map.of("request", request));
  }

  @Test
  void itemCreated() {
    Connected connected = connected(customer, user);
    String bridgeUser =
        database.rows("select bridge_uuid from bridge_user where site_user = ?", user).get(0);
    long unasked = bridge.connectUnasked(bridgeUser);
    assertThat(unasked).isNotEqualTo(connected.itemId());
    assertEvent(site.awaitWebhook("item.created", "item_id", unasked), Map.of("item", unasked));
  }

  @Test
  void itemRefreshed() {
    Connected connected = connected(customer, user);
    Set<String> before = told(customer, connected.itemId());
    bridge.refresh(connected.itemId(), Map.of());
    assertEvent(
        site.awaitWebhook(w -> isNews(w, before, "item.refreshed", connected)),
        Map.of("item", connected.itemId()));
  }

  @Test
  void itemActionRequired() {
    Connected connected = connected(customer, user);
    bridge.refresh(connected.itemId(), Map.of("status", 1010));
    assertEvent(
        site.awaitWebhook("item.action_required", "item_id", connected.itemId()),
        Map.of("item", connected.itemId()));
  }

  @Test
  void itemConsentExpiring() {
    Connected connected = connected(customer, user);
    Instant end = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
    bridge.refresh(connected.itemId(), Map.of("authentication_expires_at", end.toString()));
    Predicate<Webhook> ofItem =
        w ->
            w.event().equals("item.consent_expiring")
                && w.json().path("item_id").asLong() == connected.itemId();
    Awaitility.await()
        .atMost(Duration.ofMinutes(3)) // a round each minute
        .until(() -> !site.received(ofItem).isEmpty());
    assertEvent(
        site.received(ofItem).get(0), Map.of("item", connected.itemId(), "end", end.toString()));
    assertThat(site.received(ofItem)).hasSize(1);
  }

  @Test
  void itemDeleted() {
    Connected connected = connected(customer, user);
    bridge.delete(connected.itemId());
    assertEvent(
        site.awaitWebhook("item.deleted", "item_id", connected.itemId()),
        Map.of("item", connected.itemId()));
  }

  @Test
  void accountsUpdated() {
    Connected connected = connected(customer, user);
    Set<String> before = told(customer, connected.itemId());
    Map<Long, Long> known = accountsByTransaction(connected);
    bridge.refresh(connected.itemId(), Map.of("new", 1));
    Map<Long, Long> added = accountsByTransaction(connected);
    added.keySet().removeAll(known.keySet());
    assertThat(added).hasSize(1);
    Webhook webhook =
        site.awaitWebhook(
            w ->
                isNews(w, before, "accounts.updated", connected)
                    && accounts(w).containsAll(added.values()));
    List<Long> told = accounts(webhook);
    List<Long> all = new ArrayList<>();
    customer
        .gateway()
        .call("get_bank_accounts", Map.of("item_id", connected.itemId()))
        .message()
        .forEach(account -> all.add(account.path("id").asLong()));
    assertThat(told).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(all);
    assertEvent(webhook, Map.of("item", connected.itemId(), "accounts", told));
  }

  /** This event about this item, and not one of those that were told before. */
  private static boolean isNews(
      Webhook webhook, Set<String> before, String event, Connected connected) {
    return webhook.event().equals(event)
        && webhook.json().path("item_id").asLong() == connected.itemId()
        && !before.contains(webhook.headers().get("webhook-id"));
  }

  private static List<Long> accounts(Webhook webhook) {
    List<Long> accounts = new ArrayList<>();
    webhook.json().path("account_ids").forEach(id -> accounts.add(id.asLong()));
    return accounts;
  }

  private Map<Long, Long> accountsByTransaction(Connected connected) {
    Map<Long, Long> accounts = new HashMap<>();
    customer
        .gateway()
        .call("get_bank_transactions", Map.of("item_id", connected.itemId()))
        .message()
        .forEach(row -> accounts.put(row.path("id").asLong(), row.path("account_id").asLong()));
    return accounts;
  }

  private JsonNode link() {
    return customer
        .gateway()
        .call("get_bridge_connect_link", site.linkArguments(customer.site(), user))
        .message();
  }

  private void aDayPasses(String request) {
    int rows =
        database.change(
            "update connection_request set expires_at = ? where id = ?",
            Instant.now().minusSeconds(1).atOffset(ZoneOffset.UTC),
            UUID.fromString(request));
    assertThat(rows).isEqualTo(1);
  }

  private void assertEvent(Webhook webhook, Map<String, ?> known) {
    Map<String, Object> all = new HashMap<>(known);
    all.put("site", customer.site());
    all.put("user", user);
    all.put("id", webhook.headers().get("webhook-id"));
    assertGolden("webhook/" + webhook.event(), webhook.json(), all);
  }
}
