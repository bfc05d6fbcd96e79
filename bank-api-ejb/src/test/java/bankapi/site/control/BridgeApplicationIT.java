package bankapi.site.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.site.entity.BridgeUser;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials of another application at Bridge, which knows none of our users. */
@OnEachDatabase
class BridgeApplicationIT {

  private final TestDatabase database;
  private final BridgeApplication application;

  BridgeApplicationIT(TestDatabase database) {
    this.database = database;
    Audit audit = database.store(Audit.class, database.clock, new CallingToken());
    application = database.store(BridgeApplication.class, audit);
  }

  @BeforeEach
  void asNew() {
    database.doInTransaction(
        em -> {
          em.createQuery("delete from BridgeUser u").executeUpdate();
          em.createNativeQuery("update installation set bridge_application = null").executeUpdate();
        });
  }

  private BridgeApplicationCheck check(String clientId) {
    BridgeApplicationCheck check = TestBeans.create(BridgeApplicationCheck.class, application);
    check.clientId = Optional.of(clientId);
    return check;
  }

  private UUID userAtBridge() {
    Instant now = database.clock.instant();
    UUID site = TestSites.create(database);
    return database.inTransaction(
        em -> {
          BridgeUser user = new BridgeUser(site, "", now);
          user.known(UUID.randomUUID());
          em.persist(user);
          return user.id();
        });
  }

  private void lose(UUID id) {
    database.doInTransaction(
        em -> {
          BridgeUser user = em.find(BridgeUser.class, id);
          user.lose(user.bridgeUuid(), database.clock.instant());
        });
  }

  @Test
  void whoHasUsersAlreadyKeepsThem() {
    userAtBridge();
    check("sandbox").check();
    assertThatCode(check(" sandbox\n")::check).as("the next start").doesNotThrowAnyException();
  }

  @Test
  void theStartIsRefusedWhereTheUsersAreAnothersAndNothingChanges() {
    check("sandbox").check();
    UUID user = userAtBridge();
    BridgeApplicationCheck other = check("production");
    assertThatThrownBy(other::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("bankapi.bridge.client-id is of another application at Bridge");
    assertThatThrownBy(other::check).as("again").isInstanceOf(IllegalStateException.class);
    assertThatCode(check("sandbox")::check).as("given back").doesNotThrowAnyException();
    lose(user);
    assertThatCode(other::check).as("no user is left").doesNotThrowAnyException();
  }

  @Test
  void anotherOneMayFollowWhereThereIsNoUserYet() {
    check("sandbox").check();
    check("production").check();
    userAtBridge();
    assertThatThrownBy(check("sandbox")::check).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anotherOneFollowsWhereTheOperatorSaysSoAndThatIsWrittenDown() {
    long before = changes();
    check("sandbox").check();
    userAtBridge();
    BridgeApplicationCheck knowing = check("production");
    knowing.changed = true;
    knowing.check();
    knowing.check();
    assertThat(changes()).isEqualTo(before + 1);
    assertThatCode(check("production")::check).as("without it").doesNotThrowAnyException();
    assertThatThrownBy(check("sandbox")::check).isInstanceOf(IllegalStateException.class);
  }

  private long changes() {
    return database.inTransaction(
        em ->
            em.createQuery(
                    "select count(a) from AuditEntry a"
                        + " where a.action = 'bridge-application.change'",
                    Long.class)
                .getSingleResult());
  }
}
