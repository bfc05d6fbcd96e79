package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.item.control.ItemAdmin;
import bankapi.item.control.ItemFilter;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.PageWish;
import bankapi.site.control.BridgeUserView;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What operators' lists ask of the database, however long they are. */
class AdminListsIT {

  @Nested
  class H2 extends Cases {
    H2() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  class Postgres extends Cases {
    Postgres() {
      super(TestDatabase.postgres());
    }
  }

  /** The same on every database. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Cases {

    private static final int ROWS = 20;
    private static final PageWish ALL = new PageWish(500, null);

    private final AtomicInteger statements = new AtomicInteger();
    private final TestFlow flow;

    Cases(TestDatabase database) {
      this.flow = new TestFlow(database);
    }

    /** Each of a user and a site of its own. */
    @BeforeAll
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

    @AfterAll
    void close() {
      flow.database.close();
    }

    @Test
    void connectionsAreReadTogetherWithTheirSitesAndUsers() {
      ConnectionAdmin admin = flow.database.store(ConnectionAdmin.class, flow.tenancy);
      ConnectionFilter any = new ConnectionFilter(null, null, null, null, null, null, null, null);
      statements.set(0);
      assertThat(admin.list(any, ALL).data()).hasSize(ROWS);
      assertThat(statements).hasValue(3);
    }

    @Test
    void itemsAreReadTogetherWithTheirSitesAndUsers() {
      ItemAdmin admin = flow.database.store(ItemAdmin.class, flow.tenancy, flow.items);
      ItemFilter any = new ItemFilter(null, null, null, null, null, null, null, null, null, null);
      statements.set(0);
      assertThat(admin.list(any, ALL).data()).hasSize(ROWS);
      assertThat(statements).hasValue(3);
    }
  }
}
