package bankapi.connection.control;

import static bankapi.bridge.control.StubBridge.json;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** That Bridge gave a link is noted for operators, and costs nobody the link. */
@OnEachDatabase
class LinkNotesIT extends AtRemovals {

  private static final String URL = "https://connect.example/session/1";

  private final TestDatabase database;
  private final ConnectionAdmin admin;

  LinkNotesIT(TestDatabase database) {
    super(database);
    this.database = database;
    admin = database.store(ConnectionAdmin.class, flow.tenancy);
    bridge.on(
        "POST /v3/aggregation/connect-sessions",
        json(201, "{\"id\":\"1\",\"url\":\"" + URL + "\"}"));
  }

  private LinkView link() {
    BridgeUserView user = user("anna@erp.fr");
    assertThat(user.bridgeUuid()).isNotNull();
    return link("anna@erp.fr");
  }

  @Test
  void whenBridgeGaveItIsKnown() {
    LinkView link = link();
    assertThat(admin.find(link.request()).linkedAt()).isEqualTo(flow.clock.instant());
  }

  @Test
  void aNoteThatCannotBeMadeCostsNobodyTheLink() {
    run("update connection_request set linked_at = null");
    run("alter table connection_request add constraint no_note check (linked_at is null)");
    try {
      LinkView link = link();
      assertThat(link.url()).isEqualTo(URI.create(URL));
      ConnectionView request = admin.find(link.request());
      assertThat(request.state()).isEqualTo("open");
      assertThat(request.linkedAt()).isNull();
    } finally {
      run("alter table connection_request drop constraint no_note");
    }
  }

  private void run(String sql) {
    database.doInTransaction(em -> em.createNativeQuery(sql).executeUpdate());
  }
}
