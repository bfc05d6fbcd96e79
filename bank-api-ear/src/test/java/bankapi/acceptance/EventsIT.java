package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a site hears of what Bridge tells the gateway. */
class EventsIT extends GatewayIT {

  private List<Webhook> told(String event, long itemId) {
    return site.received(
        w -> w.event().equals(event) && w.json().path("item_id").asLong() == itemId);
  }

  @Test
  void theAccountsOfAConnectionAreToldTogether() {
    Connected connected = connected();
    Set<Long> accounts = new HashSet<>();
    gateway
        .call("get_bank_accounts", Map.of("item_id", connected.itemId()))
        .message()
        .forEach(account -> accounts.add(account.path("id").asLong()));
    assertThat(accounts).hasSizeGreaterThan(5);
    Awaitility.await()
        .untilAsserted(
            () -> {
              Set<Long> heard = new HashSet<>();
              told("accounts.updated", connected.itemId())
                  .forEach(w -> w.json().path("account_ids").forEach(id -> heard.add(id.asLong())));
              assertThat(heard).containsAll(accounts);
            });
    assertThat(told("accounts.updated", connected.itemId())).hasSizeLessThan(accounts.size() / 2);
  }

  @Test
  void manyItemsOfOneUserAtOnceCostFewRequests() {
    String user = bridge.owner(connected().itemId());
    List<Long> items =
        java.util.stream.IntStream.range(0, 25).mapToObj(i -> bridge.add(user)).toList();
    items.forEach(item -> site.awaitWebhook("item.created", "item_id", item));
    long reads =
        StreamSupport.stream(bridge.calls("?path=/v3/aggregation/items").spliterator(), false)
            .filter(call -> call.path("user").asText().equals(user))
            .count();
    assertThat(reads).as("75 events, each of which once cost a request").isLessThan(25);
  }

  @Test
  void aUserThatBridgeHasDeletedConnectsAgainUnderTheSameName() {
    Connected connected = connected();
    bridge.deleteUser(bridge.owner(connected.itemId()));
    site.awaitWebhook("item.deleted", "item_id", connected.itemId());
    JsonNode link =
        gateway
            .call("get_bridge_connect_link", site.linkArguments(SITE, connected.user()))
            .message();
    BridgeSystem.Visit visit = bridge.connect(URI.create(link.path("redirect_url").asText()));
    gateway.browse(visit.callback());
    Webhook webhook =
        site.awaitWebhook("connection.succeeded", "request", link.path("request").asText());
    assertThat(webhook.json().path("item_id").asLong()).isEqualTo(visit.itemId());
    assertThat(webhook.json().path("user").asText()).isEqualTo(connected.user());
    assertThat(told("item.deleted", connected.itemId())).hasSize(1);
    Map<String, Object> gone = Map.of("item_id", connected.itemId());
    assertThat(gateway.call("get_bridge_item_details", gone).status()).isEqualTo(404);
    assertThat(gateway.call("delete_bridge_item_id", gone).status()).isEqualTo(200);
  }
}
