package bankapi.account.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.page;
import static bankapi.bridge.control.StubBridge.raw;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.item.control.Freshness;
import bankapi.item.control.ItemChanged;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserView;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounts and transactions of those whom Bridge knows. */
class BankAccountsTest extends AtAccounts {

  @Test
  void accountsOfAnItemComeAsTheyAre() {
    assertThat(all(accounts.accounts(caller, item, null, null)))
        .extracting(JsonObject::toString)
        .containsExactly(account(11, item));
    assertThat(bridge.asked(ACCOUNTS).get(0).query()).containsEntry("item_id", "" + item);
  }

  @Test
  void whatIsAnothersDoesNotExist() {
    ApiCaller stranger = rig.customer();
    rig.user(stranger, "u1");
    fails(Code.NOT_FOUND, () -> accounts.accounts(stranger, item, null, null));
    fails(
        Code.NOT_FOUND,
        () -> accounts.transactions(stranger, rig.wish().user(user.knownUuid().toString()).get()));
    fails(Code.NOT_FOUND, () -> accounts.transactions(stranger, rig.wish().item(item).get()));
    bridge.on(ACCOUNT, error(404, "account.not_found", "Account 11 not found"));
    fails(Code.NOT_FOUND, () -> accounts.transactions(stranger, rig.wish().account(11).get()));
    assertThat(bridge.asked(ROWS)).isEmpty();
  }

  @Test
  void addsCategoryAndItemAndDropsNoRow() {
    List<JsonObject> rows = all(accounts.transactions(caller, rig.wish().get()));
    assertThat(rows)
        .extracting(JsonObject::toString)
        .containsExactly(
            "{\"id\":1,\"account_id\":11,\"amount\":-6.90,\"category_id\":1,"
                + "\"category\":\"Courses\",\"item_id\":"
                + item
                + "}",
            "{\"id\":2,\"account_id\":12,\"amount\":-6.90,\"category_id\":1,"
                + "\"category\":\"Courses\",\"item_id\":"
                + otherItem
                + "}",
            "{\"id\":3,\"account_id\":13,\"amount\":-6.90,\"category_id\":1,"
                + "\"category\":\"Courses\",\"item_id\":null}");
    // Once for the answer, once more for the account nobody knew.
    assertThat(bridge.asked(ACCOUNTS)).hasSize(2);
    all(accounts.transactions(caller, rig.wish().get()));
    assertThat(bridge.asked(ACCOUNTS)).hasSize(3);
  }

  @Test
  void findsTheItemOfAnAccountThatIsNewSinceItLastLooked() {
    bridge.on(
        ACCOUNTS,
        json(200, page(account(11, item), null)),
        json(200, page(account(11, item) + "," + account(13, otherItem), null)));
    assertThat(all(accounts.transactions(caller, rig.wish().get())))
        .extracting(r -> r.get("item_id").toString())
        .containsExactly("" + item, "null", "" + otherItem);
  }

  @Test
  void categoriesThatAreNotActivatedAreNull() {
    bridge.on(TREE, error(403, "forbidden", "contact us"));
    assertThat(all(accounts.transactions(caller, rig.wish().get())))
        .allSatisfy(r -> assertThat(r.isNull("category")).isTrue());
  }

  @Test
  void transactionsDoNotFailBecauseCategoriesDo() {
    bridge.on(TREE, raw(500, "text/html", "broken"));
    assertThat(all(accounts.transactions(caller, rig.wish().get()))).hasSize(3);
  }

  @Test
  void anItemsTransactionsAreThoseOfItsAccounts() {
    assertThat(all(accounts.transactions(caller, rig.wish().item(otherItem).get())))
        .extracting(r -> r.getInt("id"))
        .containsExactly(2);
    assertThat(bridge.asked(ROWS).get(0).query()).doesNotContainKey("item_id");
  }

  @Test
  void anItemsTransactionsFailRatherThanMissARow() {
    bridge.on(ACCOUNTS, json(200, page(account(11, item), null)), raw(500, "text/html", "broken"));
    DataPages pages = accounts.transactions(caller, rig.wish().item(item).get());
    fails(Code.BRIDGE_UNAVAILABLE, () -> all(pages));
  }

  @Test
  void timesAreTheSitesAndOverlap() {
    all(
        accounts.transactions(
            caller, rig.wish().since("2026-07-15").until("2026-07-16 10:00:00").get()));
    assertThat(bridge.asked(ROWS).get(0).query())
        .containsEntry("since", "2026-07-14T21:55:00Z")
        .containsEntry("until", "2026-07-16T08:00:00Z")
        .containsEntry("limit", "500");
    fails(
        Code.INVALID_ARGUMENT, () -> accounts.transactions(caller, rig.wish().since("soon").get()));
  }

  @Test
  void theLanguageIsTheArgumentsElseTheSites() {
    all(accounts.transactions(caller, rig.wish().lang("en_US").get()));
    all(accounts.transactions(caller, rig.wish().get()));
    assertThat(bridge.asked(TREE))
        .extracting(a -> a.header("Accept-Language"))
        .containsExactly("en", "fr");
  }

  @Test
  void anUnknownAccountIsLookedForOnceAnAnswer() {
    bridge.on(ROWS, json(200, page(row(3, 13) + "," + row(4, 13) + "," + row(5, 14), null)));
    assertThat(all(accounts.transactions(caller, rig.wish().get()))).hasSize(3);
    assertThat(bridge.asked(ACCOUNTS)).hasSize(2);
  }

  @Test
  void ofAUserWithoutRowsTheAccountsAreNotAskedFor() {
    rig.user(caller, "u2");
    bridge.on(ROWS, json(200, page("", null)));
    assertThat(all(accounts.transactions(caller, rig.wish().get()))).isEmpty();
    assertThat(bridge.asked(ROWS)).hasSize(2);
    assertThat(bridge.asked(ACCOUNTS)).isEmpty();
  }

  @Test
  void theAccountsAreAskedForAtTheFirstRowHoweverLateItComes() {
    bridge.on(ROWS, json(200, page("", "/x?after=abc")), json(200, page(row(1, 11), null)));
    assertThat(all(accounts.transactions(caller, rig.wish().get())))
        .extracting(r -> r.get("item_id").toString())
        .containsExactly("" + item);
    assertThat(bridge.asked(ACCOUNTS)).hasSize(1);
  }

  @Test
  void whereTheAccountsOfTheFirstRowsFailTheAnswerDoesNotBegin() {
    bridge.on(ACCOUNTS, raw(500, "text/html", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> accounts.transactions(caller, rig.wish().get()));
  }

  @Test
  void aSitesTransactionsAreThoseOfAllItsUsers() {
    rig.user(caller, "u2");
    assertThat(all(accounts.transactions(caller, rig.wish().get()))).hasSize(6);
  }

  @Test
  void aFailureAtTheSecondUserIsNoEnd() {
    rig.user(caller, "u2");
    bridge.on(ROWS, json(200, page(row(1, 11), null)), raw(500, "text/html", "broken"));
    DataPages pages = accounts.transactions(caller, rig.wish().get());
    assertThat(pages.next()).hasSize(1);
    assertThat(pages.hasNext()).isTrue();
    fails(Code.BRIDGE_UNAVAILABLE, pages::next);
  }

  @Test
  void aLimitGivesOnePageAndWhereItGoesOn() {
    bridge.on(ROWS, json(200, page(row(1, 11), "/x?after=abc")));
    DataPages pages = accounts.transactions(caller, rig.wish().limit(1).after("start").get());
    assertThat(all(pages)).hasSize(1);
    assertThat(pages.cursor()).contains("abc");
    assertThat(bridge.asked(ROWS)).hasSize(1);
    assertThat(bridge.asked(ROWS).get(0).query())
        .containsEntry("limit", "1")
        .containsEntry("after", "start");
    rig.user(caller, "u2");
    GatewayException e =
        fails(Code.AMBIGUOUS, () -> accounts.transactions(caller, rig.wish().limit(1).get()));
    assertThat(e.argument()).contains("user");
  }

  @Test
  void howFreshTheDataIsIsKnownBeforeBridgeIsAskedForMore() {
    BridgeUserView second = rig.user(caller, "u2");
    Instant old = Instant.parse("2026-01-05T10:00:00Z");
    Instant end = Instant.parse("2026-06-05T10:00:00Z");
    long ill = rig.item(second, 1010, old, end);
    rig.item(second, 0, old.plusSeconds(1), end.plusSeconds(1));
    rig.item(rig.user(rig.customer(), "u1"), 1005, old.minusSeconds(1), end.minusSeconds(1));
    Freshness worst = new Freshness(old, end, 1010);

    assertThat(accounts.accounts(caller, ill, null, null).freshness()).isEqualTo(worst);
    assertThat(accounts.transactions(caller, rig.wish().item(ill).get()).freshness())
        .isEqualTo(worst);
    assertThat(accounts.transactions(caller, rig.wish().get()).freshness()).isEqualTo(worst);
    assertThat(accounts.transactions(caller, rig.wish().user("u1").get()).freshness().status())
        .isZero();
    rig.owners.forget(new ItemChanged(item));
    ownedBy(second, ill);
    for (String time : List.of("asked", "remembered")) {
      assertThat(accounts.transactions(caller, rig.wish().account(11).get()).freshness())
          .as(time)
          .isEqualTo(worst);
    }
    ownedBy(second, 1);
    rig.owners.forget(new ItemChanged(ill));
    assertThat(accounts.transactions(caller, rig.wish().account(11).get()).freshness())
        .as("of an item that nobody here knows")
        .isEqualTo(Freshness.UNKNOWN);
    assertThat(bridge.asked("GET /v3/aggregation/items")).isEmpty();
  }
}
