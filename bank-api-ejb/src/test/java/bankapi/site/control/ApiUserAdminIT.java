package bankapi.site.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.admin.control.Idempotency;
import bankapi.admin.control.RequestKey;
import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RandomSecrets;
import bankapi.site.entity.Site;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ApiUserAdminIT {

  private final TestDatabase database;
  private final HandClock clock;
  private final ApiUserAdmin admin;
  private final ApiUsers users;

  ApiUserAdminIT(TestDatabase database) {
    clock = database.clock;
    this.database = database;
    Audit audit = database.store(Audit.class, clock, new CallingToken());
    Idempotency idempotency = database.store(Idempotency.class, clock);
    admin = database.store(ApiUserAdmin.class, clock, new RandomSecrets(), audit, idempotency);
    users = database.store(ApiUsers.class, clock);
  }

  @Test
  void theFormerSecretCountsForTheOverlapOnly() {
    ApiUserAdmin.Keys made = admin.create(wish(), "olivia", RequestKey.NONE);
    String key = made.apiUser().apiKey();
    ApiUserAdmin.Keys rotated = admin.rotate(made.apiUser().id(), null, null, "olivia");
    assertThat(users.authenticate(key, made.secret())).isPresent();
    clock.pass(Duration.ofHours(24));
    assertThat(users.authenticate(key, made.secret())).isEmpty();
    assertThat(users.authenticate(key, rotated.secret())).isPresent();
  }

  @Test
  void whoRotatesTwiceKeepsTheFirstSecretForItsTime() {
    ApiUserAdmin.Keys made = admin.create(wish(), "olivia", RequestKey.NONE);
    String key = made.apiUser().apiKey();
    UUID id = made.apiUser().id();
    String between = admin.rotate(id, null, null, "olivia").secret();
    clock.pass(Duration.ofHours(1));
    String second = admin.rotate(id, null, null, "olivia").secret();
    assertThat(List.of(made.secret(), between, second))
        .allSatisfy(secret -> assertThat(users.authenticate(key, secret)).isPresent());
    clock.pass(Duration.ofHours(23));
    assertThat(users.authenticate(key, made.secret())).isEmpty();
    assertThat(users.authenticate(key, between)).isPresent();
  }

  @Test
  void aLeakedSecretEndsWithAllThatWereBefore() {
    ApiUserAdmin.Keys made = admin.create(wish(), "olivia", RequestKey.NONE);
    String key = made.apiUser().apiKey();
    UUID id = made.apiUser().id();
    String between = admin.rotate(id, null, null, "olivia").secret();
    String second = admin.rotate(id, null, Duration.ofHours(2), "olivia").secret();
    clock.pass(Duration.ofHours(2));
    assertThat(users.authenticate(key, made.secret())).as("no longer than asked for").isEmpty();
    admin.rotate(id, null, null, "olivia");
    String last = admin.rotate(id, null, Duration.ZERO, "olivia").secret();
    assertThat(List.of(made.secret(), between, second))
        .allSatisfy(secret -> assertThat(users.authenticate(key, secret)).isEmpty());
    assertThat(users.authenticate(key, last)).isPresent();
  }

  @Test
  void ofTwoChangesOfOneVersionTheLaterIsRefused() {
    ApiUserView made = admin.create(wish(), "olivia", RequestKey.NONE).apiUser();
    ChangeApiUser change = new ChangeApiUser(null, "url", null, null, null);
    ApiUserView changed = admin.change(made.id(), made.version(), change, "olivia");
    assertThat(changed.version()).isNotEqualTo(made.version());
    assertThat(changed.linkAnswer()).isEqualTo("url");
    assertThat(changed.listAnswer()).isEqualTo("list");
    fails(Code.STALE, () -> admin.change(made.id(), made.version(), change, "oscar"));
  }

  @Test
  void whatIsDoneToAVersionThatIsNoMoreIsRefused() {
    ApiUserView made = admin.create(wish(), "olivia", RequestKey.NONE).apiUser();
    ApiUserView revoked = admin.revoke(made.id(), made.version(), "olivia");
    fails(Code.STALE, () -> admin.revoke(made.id(), made.version(), "oscar"));
    fails(Code.STALE, () -> admin.activate(made.id(), made.version(), "oscar"));
    fails(Code.STALE, () -> admin.rotate(made.id(), made.version(), null, "oscar"));
    assertThat(admin.find(made.id())).isEqualTo(revoked);
    assertThat(admin.activate(made.id(), revoked.version(), "oscar").active()).isTrue();
    assertThat(admin.revoke(made.id(), null, "oscar").active()).as("any version").isFalse();
  }

  @Test
  void aKeyMeansOneRequestForADay() {
    CreateApiUser wish = wish();
    RequestKey key = key("olivia", "k1", wish);
    UUID first = admin.create(wish, "olivia", key).apiUser().id();
    ApiUserAdmin.Keys again = admin.create(wish, "olivia", key);
    assertThat(again.apiUser().id()).isEqualTo(first);
    assertThat(again.secret()).isNull();
    assertThatThrownBy(() -> admin.create(wish, "olivia", key("olivia", "k1", wish())))
        .isInstanceOf(GatewayException.class);
    assertThat(admin.create(wish, "oscar", key("oscar", "k1", wish)).apiUser().id())
        .as("another operator's key is another key")
        .isNotEqualTo(first);
    clock.pass(Duration.ofHours(25));
    assertThat(admin.create(wish, "olivia", key).apiUser().id()).isNotEqualTo(first);
  }

  @Test
  void theyAreListedByWhetherTheyAreActive() {
    ApiUserView active = admin.create(wish(), "olivia", RequestKey.NONE).apiUser();
    ApiUserView revoked = admin.create(wish(), "olivia", RequestKey.NONE).apiUser();
    admin.revoke(revoked.id(), null, "olivia");
    assertThat(ids(true)).contains(active.id()).doesNotContain(revoked.id());
    assertThat(ids(false)).contains(revoked.id()).doesNotContain(active.id());
    assertThat(ids(null)).contains(active.id(), revoked.id());
  }

  private List<UUID> ids(@Nullable Boolean active) {
    return admin.list(null, null, null, active, new PageWish(500, null)).data().stream()
        .map(ApiUserView::id)
        .toList();
  }

  /** Of the customer, or of one of its sites. */
  @Test
  void theyAndTheirSitesAreFoundByAPartOfWhatTheySay() {
    SiteAdmin sites = database.store(SiteAdmin.class, clock);
    String part = UUID.randomUUID().toString();
    UUID user = admin.create(wish(), "olivia", RequestKey.NONE).apiUser().id();
    database.doInTransaction(
        em -> {
          em.persist(
              new Site(
                  user,
                  "Shop_" + part,
                  "https://erp-" + part + ".fr",
                  Set.of("erp.fr"),
                  "k1:x",
                  "fr",
                  "UTC",
                  clock.instant()));
        });
    PageWish all = new PageWish(500, null);
    for (String said : List.of("shop_" + part, "ERP-" + part, part)) {
      assertThat(admin.list(null, null, said, null, all).data())
          .extracting(ApiUserView::id)
          .containsExactly(user);
      assertThat(sites.list(null, null, said, null, all).data())
          .extracting(SiteDetails::siteKey)
          .containsExactly("Shop_" + part);
    }
    String email = admin.find(user).email();
    assertThat(sites.list(null, null, email, null, all).data()).hasSize(1);
    assertThat(sites.list(null, null, "shopx" + part, null, all).data()).isEmpty();
    assertThat(admin.list(null, null, "%" + part, null, all).data()).isEmpty();
  }

  @Test
  void theSameRequestTwiceAtOnceMakesOne() throws Exception {
    CreateApiUser wish = wish();
    RequestKey key = key("olivia", UUID.randomUUID().toString(), wish);
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> both =
          threads.invokeAll(List.of(() -> made(start, wish, key), () -> made(start, wish, key)));
      for (Future<Boolean> one : both) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(admin.list(wish.email(), null, null, null, new PageWish(10, null)).data())
        .hasSize(1);
  }

  /** Whoever comes second hears of the first one or is told to ask again; nothing else. */
  private Boolean made(CyclicBarrier start, CreateApiUser wish, RequestKey key) throws Exception {
    start.await();
    try {
      return Objects.nonNull(admin.create(wish, "olivia", key));
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(Code.CONFLICT);
      return false;
    }
  }

  private static RequestKey key(String operator, String key, CreateApiUser wish) {
    return RequestKey.of(operator, key, "api-user.create", wish);
  }

  private static CreateApiUser wish() {
    return new CreateApiUser(UUID.randomUUID() + "@erp.example", null, null, null, null);
  }
}
