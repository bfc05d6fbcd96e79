package bankapi.connection.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.bridge.control.StubBridge;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.PageWish;
import bankapi.site.control.BridgeUserView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who deletes or reads anew is written down, before Bridge is asked and when it is done. */
@OnEachDatabase
class RemovalsAuditIT extends AtRemovals {

  private final ItemRereads rereads;

  RemovalsAuditIT(TestDatabase database) {
    super(database);
    rereads = TestBeans.create(ItemRereads.class, flow.items, flow.connections, gateway, audit);
  }

  /** Sees what the audit says when Bridge is asked. */
  private StubBridge.Answer noting(String subject, List<String> seen, StubBridge.Answer answer) {
    return (asked, exchange) -> {
      seen.addAll(audited(subject));
      answer.write(asked, exchange);
    };
  }

  @Test
  void whoWantsADeletionIsWrittenDownBeforeBridgeIsAsked() {
    BridgeUserView user = user("anna@erp.fr");
    List<String> seen = new ArrayList<>();
    bridge.on(path(user), noting("user " + user.id(), seen, GONE));
    long item = item(user);
    bridge.on(
        "DELETE /v3/aggregation/items/" + item,
        noting("item " + item, seen, error(422, "x", "Not this one")));
    fails(Code.BRIDGE_REFUSED, () -> removals.item(item, OPERATOR));
    remove(user);
    assertThat(seen).containsExactly("item.delete-begun", "user.delete-begun");
    assertThat(audited("item " + item)).containsExactly("item.delete-begun");
  }

  @Test
  void ofWhichSiteTheyWereIsWrittenDownToo() {
    BridgeUserView user = user("anna@erp.fr");
    long item = item(user);
    bridge.on("DELETE /v3/aggregation/items/" + item, GONE);
    bridge.on(path(user), GONE);
    removals.item(item, OPERATOR);
    remove(user);
    for (String subject : List.of("item " + item, "user " + user.id())) {
      assertThat(
              audit.list(OPERATOR, null, subject, null, null, null, new PageWish(50, null)).data())
          .hasSize(2)
          .allSatisfy(entry -> assertThat(entry.siteId()).isEqualTo(user.siteId()));
    }
  }

  @Test
  void whoReadsAnItemIsWrittenDownBeforeBridgeIsAsked() {
    long item = item(user("anna@erp.fr"));
    List<String> seen = new ArrayList<>();
    bridge.on(
        "GET /v3/aggregation/items/" + item,
        noting("item " + item, seen, error(404, "item.not_found", "Item not found")));
    assertThat(rereads.read(item, OPERATOR).deletedAt()).isNotNull();
    assertThat(seen).containsExactly("item.read");
    assertThat(audited("item " + item)).containsExactly("item.read");
  }

  @Test
  void whatIsNotAuditedIsNotDeletedHere() {
    long item = item(user("anna@erp.fr"));
    String tooLong = "x".repeat(500);
    assertThatThrownBy(() -> flow.items.deleted(flow.items.byBridgeId(item).orElseThrow(), tooLong))
        .isNotNull();
    assertThat(isDeleted(item)).isFalse();
  }

  /** Bridge's webhook came before the answer. */
  @Test
  void whatIsToldDeletedMeanwhileIsStillAuditedAsDone() {
    long item = item(user("anna@erp.fr"));
    bridge.on(
        "DELETE /v3/aggregation/items/" + item,
        (asked, exchange) -> {
          flow.items.deleted(item);
          GONE.write(asked, exchange);
        });
    removals.item(item, OPERATOR);
    assertThat(audited("item " + item))
        .containsExactlyInAnyOrder("item.delete-begun", "item.delete");
  }
}
