package bankapi.account.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.page;
import static bankapi.bridge.control.StubBridge.raw;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.item.control.ItemChanged;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whose an account is: Bridge is asked once, and again when its item has changed. */
class AccountOwnersTest extends AtAccounts {

  @Test
  void anAccountsUserIsFoundAndRememberedUntilItsItemChanges() {
    BridgeUserView second = rig.user(caller, "u2");
    long itemOfSecond = rig.item(second);
    ownedBy(second, itemOfSecond);
    bridge.on(ACCOUNTS, json(200, page("", null)));
    all(accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(bridge.asked(ROWS).get(0).query()).containsEntry("account_id", "11");
    assertThat(bridge.asked(ROWS).get(0).header("Authorization"))
        .isEqualTo("Bearer " + second.knownUuid());
    int asked = bridge.asked(ACCOUNT).size();
    all(accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(bridge.asked(ACCOUNT)).hasSize(asked);
    rig.owners.forget(new ItemChanged(itemOfSecond));
    all(accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(bridge.asked(ACCOUNT)).hasSizeGreaterThan(asked);
  }

  @Test
  void theListOfAccountsTellsTheUserTooUntilItsItemChanges() {
    ownedBy(user, item);
    all(accounts.transactions(caller, rig.wish().get()));
    all(accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(bridge.asked(ACCOUNT)).isEmpty();
    rig.owners.forget(new ItemChanged(item));
    all(accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(bridge.asked(ACCOUNT)).hasSize(1);
  }

  @Test
  void anAccountTellsItsSiteWhereAKeyHasSeveral() {
    ApiCaller several = rig.customerOfSeveralSites();
    BridgeUserView here = rig.user(several, "paris", "u1");
    BridgeUserView there = rig.user(several, "tokyo", "u1");
    rig.zone(there, "Asia/Tokyo");
    ownedBy(there, rig.item(there));
    bridge.on(ACCOUNTS, json(200, page("", null)));
    all(accounts.transactions(several, rig.wish().account(11).since("2026-07-15").get()));
    assertThat(bridge.asked(ROWS).get(0).header("Authorization"))
        .isEqualTo("Bearer " + there.knownUuid());
    assertThat(bridge.asked(ROWS).get(0).query()).containsEntry("since", "2026-07-14T14:55:00Z");
    assertThat(all(accounts.transactions(several, rig.wish().account(11).user("u1").get())))
        .hasSize(3);
    assertThat(all(accounts.transactions(several, rig.wish().account(11).site("tokyo").get())))
        .hasSize(3);
    fails(
        Code.NOT_FOUND,
        () -> accounts.transactions(several, rig.wish().account(11).site("paris").get()));
    fails(
        Code.NOT_FOUND,
        () ->
            accounts.transactions(
                several, rig.wish().account(11).user(here.knownUuid().toString()).get()));
    fails(Code.AMBIGUOUS, () -> accounts.transactions(several, rig.wish().get()));
  }

  @Test
  void howeverManyUsersAreAskedForAnAccountTheCallWaitsOnce() {
    rig.user(caller, "u2");
    rig.user(caller, "u3");
    bridge.on(
        ACCOUNT,
        (asked, exchange) -> {
          rig.move(Duration.ofSeconds(15));
          error(404, "account.not_found", "Account 11 not found").write(asked, exchange);
        });
    fails(
        Code.BRIDGE_UNAVAILABLE, () -> accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(bridge.asked(ACCOUNT)).hasSize(2);
  }

  /** The next call goes on where the one before had no time left. */
  @Test
  void whoSaidNoIsAskedLastNextTime() {
    rig.user(caller, "u2");
    rig.user(caller, "u3");
    slowly(2);
    fails(
        Code.BRIDGE_UNAVAILABLE, () -> accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(all(accounts.transactions(caller, rig.wish().account(11).get()))).hasSize(3);
    assertThat(bridge.asked(ACCOUNT)).hasSize(3);
  }

  @Test
  void whereEverybodySaidNoTheAccountDoesNotExist() {
    rig.user(caller, "u2");
    rig.user(caller, "u3");
    slowly(100);
    fails(
        Code.BRIDGE_UNAVAILABLE, () -> accounts.transactions(caller, rig.wish().account(11).get()));
    fails(Code.NOT_FOUND, () -> accounts.transactions(caller, rig.wish().account(11).get()));
  }

  /** Each answer takes 15 seconds; after so many users who have not got it one has. */
  private void slowly(int without) {
    AtomicInteger asked = new AtomicInteger();
    Set<String> deny = ConcurrentHashMap.newKeySet();
    bridge.on(
        ACCOUNT,
        (request, exchange) -> {
          rig.move(Duration.ofSeconds(15));
          String who = request.header("Authorization");
          boolean no = deny.contains(who) || (asked.getAndIncrement() < without && deny.add(who));
          (no
                  ? error(404, "account.not_found", "Account 11 not found")
                  : json(200, account(11, item)))
              .write(request, exchange);
        });
  }

  @Test
  void theAccountsOfAnItemTellTheUserTooUntilItChanges() {
    ownedBy(user, item);
    all(accounts.accounts(caller, item, null, null));
    all(accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(bridge.asked(ACCOUNT)).isEmpty();
    rig.owners.forget(new ItemChanged(item));
    bridge.on(ACCOUNTS, json(200, page("", null)));
    all(accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(bridge.asked(ACCOUNT)).isNotEmpty();
  }

  @Test
  void anAccountNobodyHasDoesNotExist() {
    rig.user(caller, "u2");
    bridge.on(ACCOUNT, error(404, "account.not_found", "Account 11 not found"));
    fails(Code.NOT_FOUND, () -> accounts.transactions(caller, rig.wish().account(11).get()));
    assertThat(bridge.asked(ACCOUNT)).hasSize(2);
  }

  @Test
  void anAccountIsNotDeniedWhileOneOwnerCannotBeAsked() {
    rig.user(caller, "u2");
    bridge.on(
        ACCOUNT,
        error(404, "account.not_found", "Account 11 not found"),
        raw(500, "text/html", "broken"));
    fails(
        Code.BRIDGE_UNAVAILABLE, () -> accounts.transactions(caller, rig.wish().account(11).get()));
  }
}
