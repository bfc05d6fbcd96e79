package bankapi.site.control;

import bankapi.platform.control.Audit;
import bankapi.platform.control.Current;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.SecretCipher;
import bankapi.site.entity.RotatingSecret;
import bankapi.site.entity.Site;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Store: the secrets that sign a site's webhooks, as {@code whsec_…} texts. */
@Stateless
public class WebhookSecrets {

  private static final Logger LOGGER = System.getLogger(WebhookSecrets.class.getName());

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

  /**
   * What a webhook of a site is sent with.
   *
   * @param secrets newest first; two while a rotation overlaps, three while two do
   * @param hosts that are pinned to the site now
   */
  public record Signing(List<String> secrets, Set<String> hosts) {}

  /**
   * @throws IllegalStateException when the newest secret cannot be decrypted; a former one that
   *     cannot is left out
   */
  public Signing signing(UUID siteId) {
    Site site = find(siteId);
    List<String> secrets = new ArrayList<>();
    secrets.add(cipher.decrypt(site.webhookSecret().newest()));
    site.webhookSecret()
        .former(clock.instant())
        .flatMap(former -> readable(site, former).stream())
        .forEach(secrets::add);
    return new Signing(secrets, site.allowedHosts());
  }

  private Optional<String> readable(Site site, String former) {
    try {
      return Optional.of(cipher.decrypt(former));
    } catch (IllegalStateException e) {
      LOGGER.log(
          Level.INFO,
          "A former secret of site {0} signs no more, it is not readable: {1}",
          site.id(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * What the keys that are set can read.
   *
   * @param total secrets that were looked at
   * @param unreadable those of them that no key decrypts
   */
  public record Look(int total, int unreadable) {}

  /** At the newest secrets of this many sites, the newest first. */
  public Look look(int most) {
    List<String> stored =
        em.createNamedQuery(Site.SECRETS, String.class).setMaxResults(most).getResultList();
    return new Look(stored.size(), (int) stored.stream().filter(s -> !isReadable(s)).count());
  }

  private boolean isReadable(String stored) {
    try {
      cipher.decrypt(stored);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Sites of which a secret is encrypted with another key than new ones are. */
  public List<UUID> outdated() {
    return em.createNamedQuery(Site.SECRET_OF_ANOTHER_KEY, UUID.class)
        .setParameter("prefix", cipher.prefix())
        .getResultList();
  }

  /**
   * Encrypts the secrets of a site with the key that encrypts new ones; a former one whose time is
   * over is forgotten, and one that cannot be decrypted stays as it is. Fails where the site is
   * changed at the same time.
   *
   * @throws IllegalStateException when the newest secret cannot be decrypted
   */
  public void renew(UUID siteId) {
    RotatingSecret secret = find(siteId).webhookSecret();
    String newest = secret.newest();
    secret.rewrite(
        stored ->
            stored.equals(newest) || isReadable(stored)
                ? cipher.encrypt(cipher.decrypt(stored))
                : stored,
        clock.instant());
  }

  /**
   * The newest secret, for the site itself.
   *
   * @param actor who asked, for the audit
   */
  public String read(UUID siteId, String actor) {
    Site site = find(siteId);
    audit.recordOnceAnHour(actor, "webhook-secret.read", "site " + site.siteKey(), siteId);
    return cipher.decrypt(site.webhookSecret().newest());
  }

  /**
   * Makes a new secret; the former one signs beside it for the overlap, and so does one from before
   * a rotation that is not over, until its own end.
   *
   * @param version of the site, as operators have read it; null: any
   * @param actor who asked, for the audit
   * @throws GatewayException NOT_FOUND, STALE
   */
  public Rotated rotate(UUID siteId, @Nullable Long version, String actor) {
    Site site = Current.locked(em, Site.class, "Site", siteId, Site::version, version);
    String secret = random.webhookSecret();
    Instant now = clock.instant();
    Instant until = now.plus(overlap);
    site.webhookSecret().rotate(cipher.encrypt(secret), until, now);
    audit.record(actor, "webhook-secret.rotate", "site " + site.siteKey(), siteId, null);
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
