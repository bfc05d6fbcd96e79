package bankapi.site.control;

import bankapi.platform.control.Audit;
import bankapi.platform.control.Hashes;
import bankapi.site.entity.ApiUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;

/** Store: makes the one API user that configuration may name, while there has never been any. */
@Stateless
public class FirstApiUser {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Audit audit;

  /**
   * Of several nodes that start at once exactly one wins the update of the single row; an
   * installation that has ever had an API user never gets one this way again.
   *
   * @return whether it was made now
   */
  public boolean createOnce(
      String key, String secret, String email, ApiUserPreferences preferences) {
    int won =
        em.createNativeQuery(
                "update installation set bootstrapped_at = ?1"
                    + " where id = 1 and bootstrapped_at is null")
            .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
            .executeUpdate();
    if (won == 0 || em.createNamedQuery(ApiUser.COUNT, Long.class).getSingleResult() > 0) {
      return false;
    }
    ApiUser user = new ApiUser(key, Hashes.sha256Hex(secret), email, clock.instant());
    user.prefer(preferences.linkAnswer(), preferences.listAnswer());
    user.allow(true, preferences.multiSite());
    em.persist(user);
    audit.record("system", "api-user.bootstrap", "api-user " + key, email);
    return true;
  }
}
