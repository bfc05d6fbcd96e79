package bankapi.connection.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.admin.control.RequestKey;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.BridgeUserView;
import bankapi.site.entity.Site;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All users of a site are deleted. */
@OnEachDatabase
class SiteRemovalsIT extends AtRemovals {

  SiteRemovalsIT(TestDatabase database) {
    super(database);
  }

  private void suspend(BridgeUserView user) {
    flow.database.doInTransaction(em -> em.find(Site.class, user.siteId()).suspend());
  }

  @Test
  void allUsersOfASuspendedSiteAreDeleted() {
    List<BridgeUserView> all = Stream.of("anna", "bert", "chloe").map(this::user).toList();
    UUID site = all.get(0).siteId();
    all.forEach(user -> bridge.on(path(user), GONE));
    fails(Code.CONFLICT, () -> removals.users(site, null, OPERATOR, RequestKey.NONE));
    assertThat(names(all.get(0))).as("the site is active").hasSize(3);
    suspend(all.get(0));
    bridge.on(path(all.get(1)), error(500, "x", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> removals.users(site, null, OPERATOR, RequestKey.NONE));
    assertThat(names(all.get(0))).containsExactly("chloe", "bert");
    bridge.on(path(all.get(1)), GONE);
    assertThat(removals.users(site, null, OPERATOR, RequestKey.NONE))
        .isEqualTo(new Removals.Removed(2, 0, null));
    assertThat(names(all.get(0))).isEmpty();
    assertThat(removals.users(site, null, OPERATOR, RequestKey.NONE))
        .isEqualTo(new Removals.Removed(0, 0, null));
    fails(Code.NOT_FOUND, () -> removals.users(UUID.randomUUID(), null, OPERATOR, RequestKey.NONE));
  }

  @Test
  void whomBridgeRefusesToDeleteStandsInNobodysWay() {
    List<BridgeUserView> all = Stream.of("anna", "bert", "chloe").map(this::user).toList();
    all.forEach(user -> bridge.on(path(user), GONE));
    bridge.on(path(all.get(0)), error(422, "users.deletion.refused", "Not this one"));
    suspend(all.get(0));
    UUID site = all.get(0).siteId();
    assertThat(removals.users(site, null, OPERATOR, RequestKey.NONE))
        .isEqualTo(new Removals.Removed(2, 1, null));
    assertThat(names(all.get(0))).containsExactly("anna");
  }

  @Test
  void saidAgainUnderTheSameKeyItDeletesNobodyAndAnswersTheSame() {
    List<BridgeUserView> all = Stream.of("anna", "bert").map(this::user).toList();
    all.forEach(user -> bridge.on(path(user), GONE));
    UUID site = all.get(0).siteId();
    suspend(all.get(0));
    RequestKey key = key("one", site);
    Removals.Removed first = removals.users(site, null, OPERATOR, key);
    assertThat(first).isEqualTo(new Removals.Removed(2, 0, null));
    flow.database.doInTransaction(em -> em.find(Site.class, site).activate());
    BridgeUserView later = user("chloe");
    suspend(later);
    assertThat(removals.users(site, null, OPERATOR, key)).isEqualTo(first);
    assertThat(names(later)).containsExactly("chloe");
    fails(
        Code.CONFLICT,
        () ->
            removals.users(
                site,
                null,
                OPERATOR,
                RequestKey.of(OPERATOR, "one" + site, "user.delete-all", UUID.randomUUID())));
    bridge.on(path(later), GONE);
    assertThat(removals.users(site, null, OPERATOR, key("two", site)).count()).isEqualTo(1);
  }

  @Test
  void aRepetitionDoesWhatFailedOrDied() {
    BridgeUserView anna = user("anna");
    UUID site = anna.siteId();
    suspend(anna);
    RequestKey key = key("one", site);
    bridge.on(path(anna), error(500, "x", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> removals.users(site, null, OPERATOR, key));
    bridge.on(
        path(anna),
        (asked, exchange) -> {
          fails(Code.CONFLICT, () -> removals.users(site, null, OPERATOR, key));
          GONE.write(asked, exchange);
        });
    assertThat(removals.users(site, null, OPERATOR, key).count()).isEqualTo(1);

    RequestKey died = key("two", site);
    assertThat(requests.begin(died)).isEmpty();
    flow.clock.pass(Duration.ofMinutes(5).minusMillis(1));
    fails(Code.CONFLICT, () -> removals.users(site, null, OPERATOR, died));
    flow.clock.pass(Duration.ofMillis(1));
    assertThat(removals.users(site, null, OPERATOR, died).count()).isZero();
  }

  private static RequestKey key(String key, UUID site) {
    return RequestKey.of(OPERATOR, key + site, "user.delete-all", site);
  }

  @Test
  void whatLastsTooLongForOneAnswerIsLeftForTheNext() {
    List<BridgeUserView> all = Stream.of("anna", "bert", "chloe").map(this::user).toList();
    all.forEach(
        user ->
            bridge.on(
                path(user),
                (asked, exchange) -> {
                  flow.clock.pass(Duration.ofSeconds(5));
                  GONE.write(asked, exchange);
                }));
    suspend(all.get(0));
    Removals.Removed removed = removals.users(all.get(0).siteId(), null, OPERATOR, RequestKey.NONE);
    assertThat(removed.count()).isEqualTo(2);
    assertThat(removed.next()).isNotNull();
  }

  /** Each refusal takes up all of a request's time. */
  @Test
  void whoGoesOnFromWhereTheAnswerCameToIsHeldUpByNobodyWhomBridgeRefusesToDelete() {
    List<BridgeUserView> all = Stream.of("anna", "bert", "chloe").map(this::user).toList();
    UUID site = all.get(0).siteId();
    bridge.on(
        path(all.get(0)),
        (asked, exchange) -> {
          flow.clock.pass(Duration.ofSeconds(10));
          error(422, "users.deletion.refused", "Not this one").write(asked, exchange);
        });
    bridge.on(path(all.get(1)), GONE);
    bridge.on(path(all.get(2)), GONE);
    suspend(all.get(0));
    RequestKey key = key("one", site);
    Removals.Removed first = removals.users(site, null, OPERATOR, key);
    assertThat(first).isEqualTo(new Removals.Removed(0, 1, first.next()));
    assertThat(first.next()).isNotNull();
    assertThat(removals.users(site, null, OPERATOR, key)).as("repeated").isEqualTo(first);
    Removals.Removed second = removals.users(site, first.next(), OPERATOR, RequestKey.NONE);
    assertThat(second).isEqualTo(new Removals.Removed(2, 0, null));
    assertThat(names(all.get(0))).containsExactly("anna");
    fails(
        Code.INVALID_ARGUMENT, () -> removals.users(site, "somewhere", OPERATOR, key("two", site)));
  }
}
