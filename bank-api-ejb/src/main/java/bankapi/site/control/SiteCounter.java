package bankapi.site.control;

import bankapi.site.entity.ApiUser;
import bankapi.site.entity.Site;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Store: counts API users and sites. */
@Stateless
public class SiteCounter {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  public SiteCounts count() {
    return new SiteCounts(count(ApiUser.COUNT_ACTIVE), count(Site.COUNT_ACTIVE));
  }

  private long count(String query) {
    return em.createNamedQuery(query, Long.class).getSingleResult();
  }
}
