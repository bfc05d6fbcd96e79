package bankapi.site.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.AuditView;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.SecretCipher;
import bankapi.platform.control.TestCipher;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two sites of the same key are told apart in the audit, and tokens from their owners. */
@OnEachDatabase
class AuditedSitesIT {

  private final TestDatabase database;
  private final CallingToken token = new CallingToken();
  private final AuditTrail trail;
  private final SiteAdmin sites;
  private final WebhookSecrets secrets;
  private final String operator = "op-" + UUID.randomUUID();

  AuditedSitesIT(TestDatabase database) {
    this.database = database;
    HandClock clock = database.clock;
    SecretCipher cipher = TestCipher.create();
    Audit audit = database.store(Audit.class, clock, token);
    trail = database.store(AuditTrail.class, audit);
    SiteSettings settings = TestBeans.create(SiteSettings.class, TestBeans.create(Hosts.class));
    sites = database.store(SiteAdmin.class, clock, settings, cipher, audit);
    secrets = database.store(WebhookSecrets.class, clock, cipher, new RandomSecrets(), audit);
  }

  @Test
  void whatIsDoneToASiteSaysToWhich() {
    UUID one = TestSites.create(database, TestCipher.create().encrypt("whsec_one"));
    UUID other = TestSites.create(database);
    sites.suspend(one, null, operator);
    sites.activate(one, null, operator);
    sites.change(one, null, zone("Indian/Reunion"), operator);
    secrets.rotate(one, null, operator);
    secrets.read(one, operator);
    sites.suspend(other, null, operator);
    assertThat(audited("site erp")).hasSize(6);
    assertThat(of(one))
        .hasSize(5)
        .anyMatch(entry -> String.valueOf(entry.detail()).contains("Indian/Reunion"))
        .allMatch(entry -> one.equals(entry.siteId()));
    assertThat(of(other)).extracting(AuditView::action).containsExactly("site.suspend");
  }

  @Test
  void whatATokenDidSaysSoUnderItsOwnersName() {
    UUID site = TestSites.create(database);
    sites.suspend(site, null, operator);
    token.is("nightly report");
    sites.activate(site, null, operator);
    database.doInTransaction(em -> trail.note(operator, "alert.test", "alert test", null));
    sites.change(site, null, zone("UTC"), operator);
    assertThat(audited("site erp"))
        .extracting(AuditView::action, AuditView::detail)
        .containsExactlyInAnyOrder(
            tuple("site.suspend", null),
            tuple("site.activate", "by token nightly report"),
            tuple("site.change", zone("UTC") + ", by token nightly report"));
    assertThat(audited("alert test").get(0).detail()).isEqualTo("by token nightly report");
  }

  private static ChangeSite zone(String timeZone) {
    return new ChangeSite(null, null, null, null, null, timeZone);
  }

  private List<AuditView> of(UUID site) {
    return trail.list(operator, null, null, site, null, null, new PageWish(50, null)).data();
  }

  private List<AuditView> audited(String subject) {
    return trail.list(operator, null, subject, null, null, null, new PageWish(50, null)).data();
  }
}
