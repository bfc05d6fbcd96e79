package bankapi.admin.control;

import bankapi.admin.entity.IdempotentRequest;
import bankapi.platform.control.GatewayException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Store: as {@link Idempotency}, for what is done in many transactions or outside any. That it has
 * begun is committed before it, what came of it after it.
 */
@Stateless
public class LongRequests {

  /** Of what has begun before, and nothing came of it, the process has died. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Idempotency idempotency;

  /**
   * Call before anything is done.
   *
   * @return what came of it the first time; empty: do it, and say so with {@link #done} or {@link
   *     #failed}
   * @throws GatewayException CONFLICT when the key stands for another request, or while the first
   *     one is still being worked on
   */
  public Optional<String> begin(RequestKey key) {
    Optional<String> earlier = idempotency.earlier(key);
    if (earlier.isEmpty() || !earlier.get().isEmpty()) {
      return earlier;
    }
    Instant now = clock.instant();
    int takenUp =
        em.createNamedQuery(IdempotentRequest.TAKE_UP)
            .setParameter("id", key.id())
            .setParameter("now", now)
            .setParameter("before", now.minus(LONGEST))
            .executeUpdate();
    if (takenUp == 0) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT,
          "The same request is being worked on: repeat it to hear what came of it");
    }
    return Optional.empty();
  }

  /** What came of it; for repetitions, so never a secret, and not empty. */
  public void done(RequestKey key, String outcome) {
    idempotency.done(key, outcome);
  }

  /** It was not done, or not all of it: a repetition does it. */
  public void failed(RequestKey key) {
    em.createNamedQuery(IdempotentRequest.FORGET).setParameter("id", key.id()).executeUpdate();
  }
}
