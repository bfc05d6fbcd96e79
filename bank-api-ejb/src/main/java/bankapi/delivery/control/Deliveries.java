package bankapi.delivery.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.UUID;

/** Puts webhooks into the outbox and lets operators and sites look at them. */
@Stateless
public class Deliveries {

  /**
   * Stores the event in the caller's transaction, so that the site hears of the change exactly when
   * the change is committed. The same {@code dedupKey} again for the same site stores nothing.
   *
   * @return the id the receiver sees as {@code webhook-id}; that of the first one if it was a
   *     repetition
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public UUID enqueue(SiteEvent event) {
    throw new UnsupportedOperationException(event.event());
  }
}
