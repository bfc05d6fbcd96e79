package bankapi.site.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.HandClock;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Hashes;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.TestCipher;
import bankapi.site.entity.ApiUser;
import bankapi.site.entity.BridgeUser;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.persistence.descriptors.DescriptorEvent;
import org.eclipse.persistence.descriptors.DescriptorEventAdapter;
import org.eclipse.persistence.sessions.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteRegistryIT {

  private final TestDatabase database = TestDatabase.postgres();
  private final HandClock clock = new HandClock();
  private final RandomSecrets random = new RandomSecrets();
  private final Audit audit = database.store(Audit.class, clock, new CallingToken());
  private final ApiUsers apiUsers = database.store(ApiUsers.class, clock);
  private final Tenancy tenancy = database.store(Tenancy.class);
  private final WebhookSecrets secrets =
      database.store(WebhookSecrets.class, clock, TestCipher.create(), random, audit);
  private final SiteRegistry registry =
      database.store(
          SiteRegistry.class,
          clock,
          TestBeans.create(Hosts.class),
          TestCipher.create(),
          random,
          audit);

  @AfterAll
  void close() {
    database.close();
  }

  private ApiCaller customer(boolean severalSites) {
    String key = UUID.randomUUID().toString();
    database.doInTransaction(
        em -> {
          ApiUser user = new ApiUser(key, Hashes.sha256Hex("secret"), "a@b.fr", clock.instant());
          user.allow(true, severalSites);
          em.persist(user);
        });
    return apiUsers.authenticate(key, "secret").orElseThrow();
  }

  private static Registration from(String site, String user, String host) {
    return new Registration(
        site, user, "https://" + host, "https://" + host + "/back", null, "fr-FR");
  }

  @Test
  void theFirstLinkRegistersTheSiteAndPinsItsHosts() {
    ApiCaller caller = customer(false);
    SiteRegistry.Enrolled enrolled = registry.enrol(caller, from("erp", null, "erp.fr"));
    assertThat(enrolled.site().allowedHosts()).containsExactly("erp.fr");
    assertThat(enrolled.site().locale()).isEqualTo("fr");
    assertThat(registry.enrol(caller, from("erp", null, "erp.fr"))).isEqualTo(enrolled);
    assertThatThrownBy(() -> registry.enrol(caller, from("erp", null, "evil.example")))
        .hasMessageContaining("not one of the hosts of this site");
  }

  @Test
  void whatRegisteredItselfIsAuditedByKindAndName() {
    ApiCaller caller = customer(false);
    registry.enrol(caller, from("erp", null, "erp.fr"));
    assertThat(audited(database, caller.apiKey())).containsExactly("site erp");
  }

  private static List<String> audited(TestDatabase database, String actor) {
    return database.inTransaction(
        em ->
            em.createQuery("select a.subject from AuditEntry a where a.actor = ?1", String.class)
                .setParameter(1, actor)
                .getResultList());
  }

  @Test
  void aSecondSiteNeedsTheOperatorsConsent() {
    ApiCaller one = customer(false);
    registry.enrol(one, from("erp", null, "erp.fr"));
    assertThatThrownBy(() -> registry.enrol(one, from("other", null, "other.fr")))
        .isInstanceOf(GatewayException.class)
        .hasMessageContaining("multi_site");
    ApiCaller several = customer(true);
    registry.enrol(several, from("a", null, "a.fr"));
    registry.enrol(several, from("b", null, "b.fr"));
    assertThatThrownBy(() -> registry.enrol(several, from(null, null, "a.fr")))
        .hasMessageContaining("'site' is required");
  }

  @Test
  void twoCustomersMayUseTheSameNamesAndNeverMeet() {
    ApiCaller one = customer(false);
    ApiCaller other = customer(false);
    BridgeUserView mine = registry.enrol(one, from("erp", "u1", "erp.fr")).user();
    BridgeUserView theirs = registry.enrol(other, from("erp", "u1", "erp.fr")).user();
    assertThat(mine.id()).isNotEqualTo(theirs.id());
    UUID uuid = UUID.randomUUID();
    registry.known(mine.id(), uuid);
    assertThat(tenancy.bridgeUsers(one, "erp", uuid.toString())).hasSize(1);
    assertThatThrownBy(() -> tenancy.bridgeUsers(other, "erp", uuid.toString()))
        .hasMessageContaining("not found");
    BridgeUserView named = registry.enrol(other, from("erp", uuid.toString(), "erp.fr")).user();
    assertThat(named.bridgeUuid()).isNull();
  }

  @Test
  void readingAnUnknownUserOrSiteIsAnErrorNeverAnEmptyList() {
    ApiCaller caller = customer(false);
    assertThatThrownBy(() -> tenancy.bridgeUsers(caller, null, null))
        .hasMessageContaining("not found");
    BridgeUserView user = registry.enrol(caller, from("erp", "u1", "erp.fr")).user();
    assertThatThrownBy(() -> tenancy.bridgeUsers(caller, "erp", null))
        .hasMessageContaining("not found");
    registry.known(user.id(), UUID.randomUUID());
    assertThat(tenancy.bridgeUsers(caller, null, null)).hasSize(1);
    assertThat(tenancy.bridgeUsers(caller, null, "u1")).hasSize(1);
    assertThatThrownBy(() -> tenancy.bridgeUsers(caller, null, "u2"))
        .hasMessage("User u2 not found");
    assertThatThrownBy(() -> tenancy.bridgeUsers(caller, "x", "u1")).hasMessage("Site x not found");
  }

  @Test
  void twoFirstCallsAtOnceMakeOneSiteAndOneUser() throws Exception {
    ApiCaller caller = customer(false);
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<SiteRegistry.Enrolled>> both =
          List.of(enrolTogether(two, start, caller), enrolTogether(two, start, caller));
      assertThat(both.get(0).get().site().id()).isEqualTo(both.get(1).get().site().id());
      assertThat(both.get(0).get().user().id()).isEqualTo(both.get(1).get().user().id());
    } finally {
      two.shutdownNow();
    }
  }

  private Future<SiteRegistry.Enrolled> enrolTogether(
      ExecutorService threads, CyclicBarrier start, ApiCaller caller) {
    return threads.submit(
        () -> {
          start.await();
          return registry.enrol(caller, from("erp", "u1", "erp.fr"));
        });
  }

  @Test
  void aRotatedWebhookSecretSignsBesideTheNewOneForADay() {
    ApiCaller caller = customer(false);
    UUID site = registry.enrol(caller, from("erp", null, "erp.fr")).site().id();
    String old = secrets.signing(site).secrets().get(0);
    WebhookSecrets.Rotated rotated = secrets.rotate(site, null, caller.apiKey());
    assertThat(secrets.signing(site).secrets()).containsExactly(rotated.secret(), old);
    clock.pass(Duration.ofHours(24));
    assertThat(secrets.signing(site).secrets()).containsExactly(rotated.secret());
  }

  @Test
  void whoRotatesTwiceKeepsTheFirstSecretForItsDay() {
    ApiCaller caller = customer(false);
    UUID site = registry.enrol(caller, from("erp", null, "erp.fr")).site().id();
    String first = secrets.signing(site).secrets().get(0);
    String lost = secrets.rotate(site, null, caller.apiKey()).secret();
    clock.pass(Duration.ofHours(1));
    String second = secrets.rotate(site, null, caller.apiKey()).secret();
    assertThat(secrets.signing(site).secrets()).containsExactly(second, lost, first);
    String third = secrets.rotate(site, null, caller.apiKey()).secret();
    assertThat(secrets.signing(site).secrets()).containsExactly(third, second, first);
    clock.pass(Duration.ofHours(23));
    assertThat(secrets.signing(site).secrets()).containsExactly(third, second);
    clock.pass(Duration.ofHours(1));
    assertThat(secrets.signing(site).secrets()).containsExactly(third);
  }

  @Test
  void onlyTheRightSecretOfAnActiveUserSignsIn() {
    ApiCaller caller = customer(false);
    assertThat(apiUsers.authenticate(caller.apiKey(), "wrong")).isEmpty();
    assertThat(apiUsers.authenticate("nobody", "secret")).isEmpty();
    database.doInTransaction(
        em -> {
          ApiUser user = em.find(ApiUser.class, caller.apiUserId());
          Instant now = clock.instant();
          user.secretHash().rotate(Hashes.sha256Hex("new"), now.plusSeconds(60), now);
        });
    assertThat(apiUsers.authenticate(caller.apiKey(), "secret")).isPresent();
    assertThat(apiUsers.authenticate(caller.apiKey(), "new")).isPresent();
    clock.pass(Duration.ofSeconds(61));
    assertThat(apiUsers.authenticate(caller.apiKey(), "secret")).isEmpty();
    database.doInTransaction(em -> em.find(ApiUser.class, caller.apiUserId()).revoke());
    assertThat(apiUsers.authenticate(caller.apiKey(), "new")).isEmpty();
  }

  @Test
  void configurationMakesTheFirstApiUserOnceAndNeverAgain() {
    TestDatabase fresh = TestDatabase.postgres();
    try {
      FirstApiUser first =
          fresh.store(
              FirstApiUser.class, clock, fresh.store(Audit.class, clock, new CallingToken()));
      ApiUserPreferences unusual =
          new ApiUserPreferences(ApiUser.LinkAnswer.URL, ApiUser.ListAnswer.RESOURCES, true);
      assertThat(first.createOnce("k", "s", "a@b.fr", unusual)).isTrue();
      assertThat(first.createOnce("k2", "s", "a@b.fr", unusual)).isFalse();
      assertThat(audited(fresh, "system")).containsExactly("api-user k");
      ApiUsers users = fresh.store(ApiUsers.class, clock);
      ApiCaller made = users.authenticate("k", "s").orElseThrow();
      assertThat(made.linkAnswer()).isEqualTo(ApiCaller.LinkAnswer.URL);
      assertThat(made.listAnswer()).isEqualTo(ApiCaller.ListAnswer.RESOURCES);
      assertThat(made.multiSite()).isTrue();
      assertThat(made.mayRegister()).isTrue();
      UUID id = made.apiUserId();
      fresh.doInTransaction(em -> em.find(ApiUser.class, id).revoke());
      assertThat(first.createOnce("k", "s", "a@b.fr", unusual)).isFalse();
      assertThat(users.authenticate("k", "s")).isEmpty();
    } finally {
      fresh.close();
    }
  }

  @Test
  void aCallReadsNoOtherUsersThanItNames() {
    ApiCaller caller = customer(false);
    UUID site = registry.enrol(caller, from("erp", "u0", "erp.fr")).site().id();
    UUID uuid = UUID.randomUUID();
    database.doInTransaction(
        em -> {
          for (int i = 1; i <= 2000; i++) {
            BridgeUser user = new BridgeUser(site, "u" + i, clock.instant());
            user.known(i == 8 ? uuid : UUID.randomUUID());
            em.persist(user);
          }
        });
    Set<String> read = usersRead();
    BridgeUserView seven = registry.enrol(caller, from("erp", "u7", "erp.fr")).user();
    assertThat(tenancy.bridgeUsers(caller, "erp", "u7")).containsExactly(seven);
    assertThat(tenancy.candidates(caller, null, "u7")).containsExactly(seven);
    String upper = uuid.toString().toUpperCase(Locale.ROOT);
    BridgeUserView eight = registry.enrol(caller, from("erp", upper, "erp.fr")).user();
    assertThat(tenancy.bridgeUsers(caller, "erp", upper)).containsExactly(eight);
    assertThat(read).containsExactlyInAnyOrder("u7", "u8");
  }

  /** Whom EclipseLink makes objects of from now on. */
  private Set<String> usersRead() {
    Set<String> read = new HashSet<>();
    database.doInTransaction(
        em ->
            em.unwrap(Session.class)
                .getDescriptor(BridgeUser.class)
                .getEventManager()
                .addListener(
                    new DescriptorEventAdapter() {
                      @Override
                      public void postBuild(DescriptorEvent event) {
                        read.add(((BridgeUser) event.getSource()).siteUser());
                      }
                    }));
    return read;
  }
}
