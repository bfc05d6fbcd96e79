package bankapi.site.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.SecretCipher;
import bankapi.platform.control.TestCipher;
import bankapi.site.entity.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are changed, and keys that are lost. */
@OnEachDatabase
class WebhookSecretsIT {

  private final TestDatabase database;
  private final HandClock clock;
  private final Audit audit;
  private final WebhookSecrets before;
  private final WebhookSecrets rotated;
  private final WebhookSecrets after;

  WebhookSecretsIT(TestDatabase database) {
    clock = database.clock;
    this.database = database;
    this.audit = database.store(Audit.class, clock, new CallingToken());
    this.before = with(TestCipher.of("k1"));
    this.rotated = with(TestCipher.of("k2", "k1"));
    this.after = with(TestCipher.of("k2"));
  }

  @BeforeEach
  void noSite() {
    database.doInTransaction(em -> em.createQuery("delete from Site s").executeUpdate());
  }

  private WebhookSecrets with(SecretCipher cipher) {
    return database.store(WebhookSecrets.class, clock, cipher, new RandomSecrets(), audit);
  }

  private UUID site() {
    return TestSites.create(database, TestCipher.of("k1").encrypt("whsec_" + UUID.randomUUID()));
  }

  private static SecretsCheck check(WebhookSecrets secrets) {
    return TestBeans.create(SecretsCheck.class, secrets);
  }

  private static SecretRenewal renewal(WebhookSecrets secrets) {
    return TestBeans.create(SecretRenewal.class, secrets);
  }

  @Test
  void saysOnWhichHostsASiteMayBeSentTo() {
    assertThat(before.signing(site()).hosts())
        .containsExactly("erp.example.com", "back.example.com");
  }

  @Test
  void whoReadsItAgainAndAgainIsWrittenDownOnceAnHour() {
    UUID site = site();
    String caller = UUID.randomUUID().toString();
    for (int i = 0; i < 10; i++) {
      before.read(site, caller);
      clock.pass(Duration.ofMinutes(5));
    }
    assertThat(readingsOf(caller)).isEqualTo(1);
    String other = UUID.randomUUID().toString();
    before.read(site, other);
    assertThat(readingsOf(other)).as("another caller").isEqualTo(1);
    clock.pass(Duration.ofMinutes(10));
    before.read(site, caller);
    assertThat(readingsOf(caller)).as("an hour later").isEqualTo(2);
  }

  private long readingsOf(String caller) {
    return database.inTransaction(
        em ->
            em.createQuery(
                    "select count(a) from AuditEntry a where a.action = 'webhook-secret.read'"
                        + " and a.actor = :actor",
                    Long.class)
                .setParameter("actor", caller)
                .getSingleResult());
  }

  @Test
  void aFormerSecretThatNobodyCanReadKeepsNothingFromBeingSigned() {
    UUID site = site();
    String now = after.rotate(site, null, "me").secret();
    assertThat(after.signing(site).secrets()).containsExactly(now);
    assertThat(rotated.signing(site).secrets()).hasSize(2).startsWith(now);
  }

  @Test
  void theStartIsRefusedWhereNoSecretCanBeRead() {
    assertThatCode(() -> check(after).check()).as("no site yet").doesNotThrowAnyException();
    UUID site = site();
    site();
    assertThatCode(() -> check(rotated).check()).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(after).check())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bankapi.platform.encryption-keys decrypts none");
    SecretsCheck knowing = check(after);
    knowing.lost = true;
    assertThatCode(knowing::check).as("the operator knows").doesNotThrowAnyException();
    after.rotate(site, null, "me");
    assertThat(after.look(1000)).isEqualTo(new WebhookSecrets.Look(2, 1));
    assertThatCode(() -> check(after).check()).as("one can").doesNotThrowAnyException();
  }

  @Test
  void afterARoundTheFormerKeyIsNeededNoMore() {
    UUID site = site();
    UUID withFormer = site();
    before.rotate(withFormer, null, "me");
    before.rotate(withFormer, null, "me");
    List<String> one = before.signing(site).secrets();
    List<String> two = before.signing(withFormer).secrets();
    for (int i = 0; i < 401; i++) {
      site();
    }
    assertThat(renewal(before).renew()).as("the key is the same").isZero();
    assertThat(renewal(rotated).renew()).isEqualTo(403);
    assertThat(after.signing(site).secrets()).isEqualTo(one).hasSize(1);
    assertThat(after.signing(withFormer).secrets()).isEqualTo(two).hasSize(3);
    assertThat(after.look(1000)).isEqualTo(new WebhookSecrets.Look(403, 0));
    assertThat(renewal(rotated).renew()).as("nothing is left").isZero();
  }

  @Test
  void aFormerSecretWhoseTimeIsOverIsForgottenAndWhatNobodyCanReadIsLeft() {
    UUID site = site();
    UUID unreadable = site();
    rotated.rotate(site, null, "me");
    clock.pass(Duration.ofHours(25));
    String stored = stored(unreadable);
    assertThat(renewal(after).renew()).isEqualTo(1);
    assertThat(stored(unreadable)).isEqualTo(stored);
    assertThat(former(site)).as("for good").isEmpty();
  }

  /** Also what counts no more. */
  private List<String> former(UUID site) {
    return database.inTransaction(
        em -> em.find(Site.class, site).webhookSecret().former(Instant.EPOCH).toList());
  }

  @Test
  void aSiteThatIsChangedMeanwhileIsLeftForTheNextRound() {
    UUID site = site();
    WebhookSecrets meeting =
        with(
            new SecretCipherThat(
                () -> {
                  database.doInTransaction(em -> em.find(Site.class, site).speak("en"));
                }));
    assertThat(renewal(meeting).renew()).isZero();
    assertThat(renewal(rotated).renew()).isEqualTo(1);
    String locale = database.inTransaction(em -> em.find(Site.class, site).locale());
    assertThat(locale).isEqualTo("en");
  }

  private String stored(UUID site) {
    return database.inTransaction(em -> em.find(Site.class, site).webhookSecret().newest());
  }

  /** Between reading and writing something happens on another node. */
  private static final class SecretCipherThat extends SecretCipher {

    private final SecretCipher cipher = TestCipher.of("k2", "k1");
    private final Runnable meanwhile;

    SecretCipherThat(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public String prefix() {
      return cipher.prefix();
    }

    @Override
    public String decrypt(String stored) {
      return cipher.decrypt(stored);
    }

    @Override
    public String encrypt(String plain) {
      Thread other = new Thread(meanwhile);
      other.start();
      try {
        other.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return cipher.encrypt(plain);
    }
  }
}
