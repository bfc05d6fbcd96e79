package bankapi.item.control;

import bankapi.item.entity.Item;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Store: which consents end soon, and which of them their sites were told of. */
@Stateless
public class ConsentStore {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Tenancy tenancy;
  @Inject ItemStore items;
  @Inject ItemEvents events;
  @Inject ConsentSteps steps;

  /** The live items whose site was not told of this step yet, the first to end first. */
  public List<UUID> untold(ConsentSteps.Window window, int most) {
    return em.createNamedQuery(Item.CONSENT_UNTOLD, UUID.class)
        .setParameter("from", window.after())
        .setParameter("to", window.upTo())
        .setParameter("days", window.days())
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * A consent that ends soon.
   *
   * @param siteKey of the site whose item it is
   */
  public record Ending(String siteKey, Instant end) {}

  /** Those of live items that end from now until then, the first to end first. */
  public List<Ending> ending(Instant until, int most) {
    return em.createNamedQuery(Item.CONSENT_ENDING, Object[].class)
        .setParameter("from", clock.instant())
        .setParameter("to", until)
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new Ending((String) row[0], (Instant) row[1]))
        .toList();
  }

  /**
   * Tells the site, if it is still to be told: all that changes the items of one Bridge user takes
   * turns, so that two nodes never tell the same, and a renewal that comes first is heeded.
   *
   * @return whether it was told
   */
  public boolean tell(UUID itemId) {
    Item item = Optional.ofNullable(em.find(Item.class, itemId)).orElseThrow();
    tenancy.lock(item.bridgeUserId());
    em.refresh(item);
    Instant end = item.authenticationExpiresAt();
    if (end == null || item.deletedAt() != null) {
      return false;
    }
    Optional<Integer> step = steps.reached(end, clock.instant());
    if (step.isEmpty() || !item.tellConsentEnds(step.get())) {
      return false;
    }
    items.byId(itemId).ifPresent(view -> events.consentExpiring(view, end, step.get()));
    return true;
  }
}
