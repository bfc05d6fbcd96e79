package bankapi.account.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.page;

import bankapi.bridge.control.StubBridge;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserView;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A customer with two items of one user, on a stub of Bridge. */
abstract class AtAccounts {

  static final String ACCOUNTS = "GET /v3/aggregation/accounts";
  static final String ACCOUNT = "GET /v3/aggregation/accounts/11";
  static final String ROWS = "GET /v3/aggregation/transactions";
  static final String TOKEN = "POST /v3/aggregation/authorization/token";
  static final String TREE = "GET /v3/aggregation/categories";

  private static TestAccounts.Database database;

  final StubBridge bridge = new StubBridge();
  final TestAccounts rig = new TestAccounts(database, bridge);
  final BankAccounts accounts = rig.accounts;
  final ApiCaller caller = rig.customer();
  final BridgeUserView user = rig.user(caller, "u1");
  final long item = rig.item(user);
  final long otherItem = rig.item(user);

  @BeforeAll
  static void open() {
    database = new TestAccounts.Database();
  }

  AtAccounts() {
    bridge.on(TREE, json(200, page("{\"id\":1,\"name\":\"Courses\"}", "null")));
    bridge.on(ACCOUNTS, json(200, page(account(11, item) + "," + account(12, otherItem), null)));
    bridge.on(ROWS, json(200, page(row(1, 11) + "," + row(2, 12) + "," + row(3, 13), null)));
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  void ownedBy(BridgeUserView owner, long itemId) {
    bridge.on(
        ACCOUNT,
        (asked, exchange) ->
            (asked.header("Authorization").equals("Bearer " + owner.knownUuid())
                    ? json(200, account(11, itemId))
                    : error(404, "account.not_found", "Account 11 not found"))
                .write(asked, exchange));
  }

  static String account(long id, long itemId) {
    return "{\"id\":" + id + ",\"balance\":1489.50,\"item_id\":" + itemId + "}";
  }

  static String row(long id, long accountId) {
    return "{\"id\":"
        + id
        + ",\"account_id\":"
        + accountId
        + ",\"amount\":-6.90,\"category_id\":1}";
  }

  static List<JsonObject> all(DataPages pages) {
    List<JsonObject> rows = new ArrayList<>();
    try (pages) {
      while (pages.hasNext()) {
        rows.addAll(pages.next());
      }
    }
    return rows;
  }
}
