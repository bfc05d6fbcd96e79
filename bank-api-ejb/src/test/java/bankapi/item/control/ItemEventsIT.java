package bankapi.item.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.connection.control.BrowserReturn;
import bankapi.connection.control.TestFlow;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class ItemEventsIT {

  private static final String ACT = "item.action_required";

  private final TestFlow flow;

  ItemEventsIT(TestDatabase database) {
    flow = new TestFlow(database);
  }

  private void hears(BridgeUserView user, long item, int status) {
    flow.clock.pass(Duration.ofMinutes(1));
    flow.connections.heard(user.id(), flow.item(item, status), "event:" + flow.clock.instant());
  }

  @ParameterizedTest
  @ValueSource(ints = {402, 429, 430, 1010, 1100})
  void theUserIsToldToActOnceAndHow(int status) {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    hears(user, item, 0);
    hears(user, item, status);
    hears(user, item, status);
    ItemStatus meant = ItemStatus.of(status);
    assertThat(flow.bodies(user, ACT))
        .singleElement()
        .asString()
        .contains(
            "\"reason\":\"" + meant.reason() + "\"",
            "\"way_out\":\"bank_api.bridge." + meant.wayOut() + "\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, -3, 1003, 1005, 1007, 1009, 1099, 4711})
  void theUserIsNotToldToActWhereItIsNotTheirTurn(int status) {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    hears(user, item, 0);
    hears(user, item, status);
    assertThat(flow.told(user)).doesNotContain(ACT);
  }

  @Test
  void whatIsMendedAndBreaksAgainIsToldAgain() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    for (int status : new int[] {0, 1010, 0, 1010}) {
      hears(user, item, status);
    }
    assertThat(flow.bodies(user, ACT)).hasSize(2);
  }

  @Test
  void whatWasAskedForAtAFormerHostIsToldAtTheNewOne() {
    BridgeUserView user = flow.user();
    UUID connected = flow.open(user, null);
    long item = TestFlow.newItem();
    hears(user, item, 0);
    assertThat(flow.connections.byId(connected).succeeded()).isTrue();
    UUID open = flow.open(user, null);
    flow.moveTo(user, "new.fr");
    hears(user, item, 402);
    flow.connections.returned(open, new BrowserReturn(null, false, null), null, false);
    assertThat(flow.addresses(user, "connection.succeeded")).containsExactly("https://erp.fr/hook");
    assertThat(flow.addresses(user, ACT)).containsExactly("https://new.fr/hook");
    assertThat(flow.addresses(user, "connection.failed")).containsExactly("https://new.fr/hook");
  }
}
