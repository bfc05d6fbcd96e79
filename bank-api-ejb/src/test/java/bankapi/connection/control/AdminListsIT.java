package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.item.control.ItemAdmin;
import bankapi.item.control.ItemFilter;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.PageWish;
import bankapi.site.control.BridgeUserView;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators' lists ask of the database, however long they are. */
@OnEachDatabase
class AdminListsIT {

  private static final int ROWS = 20;
  private static final PageWish ALL = new PageWish(500, null);

  private final AtomicInteger statements = new AtomicInteger();
  private final TestFlow flow;

  AdminListsIT(TestDatabase database) {
    this.flow = new TestFlow(database);
  }

  /** Each of a user and a site of its own. */
  @BeforeEach
  void fill() {
    for (int i = 0; i < ROWS; i++) {
      BridgeUserView user = flow.user();
      flow.open(user, null);
      flow.connections.heard(user.id(), flow.item(TestFlow.newItem(), 0), "event:x");
    }
    flow.database.doInTransaction(
        em ->
            JpaHelper.getDatabaseSession(em.getEntityManagerFactory())
                .getEventManager()
                .addListener(
                    new SessionEventAdapter() {
                      @Override
                      public void preExecuteCall(SessionEvent event) {
                        statements.incrementAndGet();
                      }
                    }));
  }

  @Test
  void areReadTogetherWithTheirSitesAndUsers() {
    ConnectionAdmin connections = flow.database.store(ConnectionAdmin.class, flow.tenancy);
    ItemAdmin items = flow.database.store(ItemAdmin.class, flow.tenancy, flow.items);
    statements.set(0);
    assertThat(
            connections
                .list(new ConnectionFilter(null, null, null, null, null, null, null, null), ALL)
                .data())
        .hasSize(ROWS);
    assertThat(statements).hasValue(3);
    statements.set(0);
    assertThat(
            items
                .list(
                    new ItemFilter(null, null, null, null, null, null, null, null, null, null), ALL)
                .data())
        .hasSize(ROWS);
    assertThat(statements).hasValue(3);
  }
}
