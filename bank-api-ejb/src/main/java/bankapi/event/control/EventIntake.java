package bankapi.event.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Takes a verified webhook in. Outside of a transaction, because the same webhook may come to
 * several nodes at once: then one of them stores it, and the others, whose transactions fail, see
 * in a new one that it is there.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventIntake {

  @Inject EventInbox inbox;

  /**
   * Returns only after the webhook is committed, by us or by another.
   *
   * @return whether it was new
   * @throws RuntimeException what the database failed with; then Bridge has to send it again
   */
  public boolean take(byte[] raw) {
    try {
      return inbox.store(raw);
    } catch (RuntimeException e) {
      if (inbox.isStored(raw)) {
        return false;
      }
      throw e;
    }
  }
}
