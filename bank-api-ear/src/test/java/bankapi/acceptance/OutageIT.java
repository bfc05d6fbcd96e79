package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.SiteSystem.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A bank is down for several customers, and what they hear of it. */
class OutageIT extends GatewayIT {

  /** A bank that no other test connects. */
  private static final long BANK = 612;

  /** A customer with an item of that bank. */
  private record Affected(Customer customer, long item) {}

  private Affected affected() {
    Customer customer = customer();
    String owner = bridge.owner(connected(customer, newUser()).itemId());
    long item = bridge.add(owner, BANK);
    site.awaitWebhook("item.created", "item_id", item);
    return new Affected(customer, item);
  }

  private List<Webhook> told(String event, Affected one) {
    return site.received(is(event, one));
  }

  private static Predicate<Webhook> is(String event, Affected one) {
    return w ->
        w.event().equals(event) && w.json().path("site").asText().equals(one.customer().site());
  }

  @Test
  void aBankThatIsDownIsToldOnceAndNobodyHasToAct() {
    List<Affected> all = IntStream.range(0, 3).mapToObj(i -> affected()).toList();
    all.forEach(one -> bridge.refresh(one.item(), Map.of("status", 1003)));
    for (Affected one : all) {
      Webhook down = site.awaitWebhook(is("bank.outage", one));
      Golden.assertGolden(
          "webhook/bank.outage",
          down.json(),
          Map.of("site", one.customer().site(), "id", down.headers().get("webhook-id")));
    }

    Affected asked = all.get(0);
    bridge.refresh(asked.item(), Map.of("status", 1010));
    Answer details =
        asked.customer().gateway().call("get_bridge_item_details", Map.of("item_id", asked.item()));
    assertThat(details.message().path("status").asInt()).isEqualTo(1010);
    assertThat(details.message().path("needs_action").asBoolean()).isFalse();
    assertThat(details.message().has("way_out")).isFalse();

    bridge.refresh(all.get(1).item(), Map.of("status", 0));
    bridge.refresh(all.get(2).item(), Map.of("status", 0));
    for (Affected one : all) {
      Webhook up = site.awaitWebhook(is("bank.recovered", one));
      Golden.assertGolden(
          "webhook/bank.recovered",
          up.json(),
          Map.of("site", one.customer().site(), "id", up.headers().get("webhook-id")));
    }
    Webhook act = site.awaitWebhook("item.action_required", "item_id", asked.item());
    Webhook up = told("bank.recovered", asked).get(0);
    assertThat(Instant.parse(act.json().path("timestamp").asText()))
        .as("only when the bank was up again")
        .isAfter(Instant.parse(up.json().path("until").asText()));
    for (Affected one : all) {
      assertThat(told("bank.outage", one)).hasSize(1);
      assertThat(told("bank.recovered", one)).hasSize(1);
    }
  }
}
