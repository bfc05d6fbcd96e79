package bankapi.connection.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.BridgeUserView;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Items that are deleted, and what was read of them or their user before. */
@OnEachDatabase
class DeletedItemsIT {

  private static final BrowserReturn GOOD = new BrowserReturn(null, true, null);

  private final TestFlow flow;

  DeletedItemsIT(TestDatabase database) {
    this.flow = new TestFlow(database);
  }

  @Test
  void aDeletedItemIsToldOnce() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:1");
    flow.items.deleted(item);
    flow.items.deleted(item);
    assertThat(flow.items.ofBridgeUsers(List.of(user.id()))).isEmpty();
    assertThat(flow.told(user)).containsExactlyInAnyOrder("item.created", "item.deleted");
  }

  @Test
  void whatWasReadBeforeItsUserWasDeletedComesToNothing() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.items.userLost(user);
    fails(Code.NOT_FOUND, () -> flow.connections.heard(user.id(), flow.item(item, 0), "event:1"));
    fails(
        Code.NOT_FOUND,
        () -> flow.connections.looked(user.id(), flow.item(item, 0), new TreeSet<>()));
    fails(Code.NOT_FOUND, () -> flow.connections.checked(request, flow.item(item, 0)));
    RequestView back = flow.connections.returned(request, GOOD, flow.item(item, 0), false);
    assertThat(back.pending()).isTrue();
    assertThat(flow.items.byBridgeId(item)).isEmpty();
    assertThat(flow.told(user)).isEmpty();
  }

  @Test
  void whatWasReadBeforeTheItemWasDeletedComesToNothing() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:1");
    UUID request = flow.open(user, item);
    flow.items.deleted(item);
    fails(
        Code.NOT_FOUND, () -> flow.connections.heard(user.id(), flow.item(item, 1010), "event:2"));
    assertThat(flow.connections.returned(request, GOOD, flow.item(item, 0), false).pending())
        .isTrue();
    assertThat(flow.told(user)).containsExactlyInAnyOrder("item.created", "item.deleted");
  }

  /** At the very same time, on two nodes: what was read waits for the deletion. */
  @Test
  void whatIsWrittenWhileItsUserIsBeingDeletedComesToNothing() throws Exception {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> written =
          flow.database.inTransaction(
              em -> {
                flow.items.userLost(user);
                Future<?> writes =
                    other.submit(
                        () -> flow.connections.heard(user.id(), flow.item(item, 0), "event:1"));
                await().until(() -> writes.isDone() || flow.database.somebodyWaits());
                return writes;
              });
      assertThatThrownBy(written::get).hasCauseInstanceOf(GatewayException.class);
    } finally {
      other.shutdownNow();
    }
    assertThat(flow.items.byBridgeId(item)).isEmpty();
  }
}
