package bankapi.site.control;

import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.SecretCipher;
import bankapi.site.entity.Site;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Store: the secrets that sign a site's webhooks, as {@code whsec_…} texts. */
@Stateless
public class WebhookSecrets {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject SecretCipher cipher;
  @Inject RandomSecrets random;
  @Inject Audit audit;

  /** How long the former secret goes on signing beside the new one. */
  @Inject
  @ConfigProperty(name = "bankapi.site.webhook-secret-overlap", defaultValue = "PT24H")
  Duration overlap;

  /** Newest first; two while a rotation overlaps. */
  public List<String> signing(UUID siteId) {
    Site site = find(siteId);
    List<String> secrets = new ArrayList<>();
    secrets.add(cipher.decrypt(site.webhookSecret()));
    Optional.ofNullable(site.previousWebhookSecret(clock.instant()))
        .map(cipher::decrypt)
        .ifPresent(secrets::add);
    return secrets;
  }

  /**
   * The newest secret, for the site itself.
   *
   * @param actor who asked, for the audit
   */
  public String read(UUID siteId, String actor) {
    Site site = find(siteId);
    audit.record(actor, "webhook-secret.read", "site " + site.siteKey(), null);
    return cipher.decrypt(site.webhookSecret());
  }

  /**
   * Makes a new secret; the former one signs beside it for the overlap.
   *
   * @param actor who asked, for the audit
   */
  public Rotated rotate(UUID siteId, String actor) {
    Site site = find(siteId);
    em.lock(site, LockModeType.PESSIMISTIC_WRITE);
    String secret = random.webhookSecret();
    Instant until = clock.instant().plus(overlap);
    site.rotateWebhookSecret(cipher.encrypt(secret), until);
    audit.record(actor, "webhook-secret.rotate", "site " + site.siteKey(), null);
    return new Rotated(secret, until);
  }

  /**
   * A new secret.
   *
   * @param previousUntil until when the former one signs too
   */
  public record Rotated(String secret, Instant previousUntil) {}

  private Site find(UUID siteId) {
    return Optional.ofNullable(em.find(Site.class, siteId))
        .orElseThrow(() -> GatewayException.notFound("Site", siteId));
  }
}
