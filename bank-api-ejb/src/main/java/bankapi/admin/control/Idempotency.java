package bankapi.admin.control;

import bankapi.admin.entity.IdempotentRequest;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Hashes;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Store: makes a repeated request with the same {@code Idempotency-Key} do nothing twice, for 24
 * hours. Always inside the transaction of what is done: either both are committed or neither.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Idempotency {

  private static final Duration KEPT = Duration.ofHours(24);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  /**
   * Call before anything is done.
   *
   * @return what came of it the first time; empty: it is the first time, do it and say so with
   *     {@link #done}
   * @throws GatewayException CONFLICT when the key stands for another request, or while the first
   *     one is still being worked on
   */
  public Optional<String> earlier(RequestKey key) {
    if (key.isNone()) {
      return Optional.empty();
    }
    em.createNamedQuery(IdempotentRequest.PURGE)
        .setParameter("before", clock.instant().minus(KEPT))
        .executeUpdate();
    IdempotentRequest known = em.find(IdempotentRequest.class, key.id());
    if (known == null) {
      begin(key);
      return Optional.empty();
    }
    if (!Hashes.same(known.contentHash(), key.contentHash())) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT,
          "This Idempotency-Key was used for another request: take a new one");
    }
    return Optional.of(known.outcome());
  }

  /** What came of it; for repetitions, so never a secret. */
  public void done(RequestKey key, String outcome) {
    if (!key.isNone()) {
      em.find(IdempotentRequest.class, key.id()).done(outcome);
    }
  }

  /** Written before the work: of two at once, one waits here for the other and gives up. */
  private void begin(RequestKey key) {
    try {
      em.persist(new IdempotentRequest(key.id(), key.contentHash(), clock.instant()));
      em.flush();
    } catch (PersistenceException e) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT,
          "The same request is being worked on: repeat it to hear what came of it",
          e);
    }
  }
}
