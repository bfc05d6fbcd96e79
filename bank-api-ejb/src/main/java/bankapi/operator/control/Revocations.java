package bankapi.operator.control;

import bankapi.platform.control.GatewayException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Store: how often an operator's access was ended, in the one row at which logins, new tokens and
 * revocations take turns on all nodes. So nothing is opened unseen while access is being ended, and
 * it needs no clock. In native SQL, as the row is no entity.
 */
@Stateless
public class Revocations {

  private static final String COUNT = "select times from operator_revocations where id = 1";
  private static final String LOCK = COUNT + " for update";
  private static final String ONCE_MORE =
      "update operator_revocations set times = times + 1 where id = 1";

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  /** How many there were so far, of whomever: to be read before the realm is asked. */
  public long count() {
    return number(COUNT);
  }

  /** None begins before the caller's transaction ends. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void hold() {
    number(LOCK);
  }

  /**
   * As {@link #hold}, where there was none since.
   *
   * @param before the count at that time
   * @throws GatewayException CONFLICT where there was: what the realm said then may be out of date
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void holdUnlessSince(long before) {
    if (number(LOCK) != before) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT,
          "An operator's access was ended at this moment: log in again");
    }
  }

  /** There is one: until the caller's transaction ends nothing is opened. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void add() {
    em.createNativeQuery(ONCE_MORE).executeUpdate();
  }

  private long number(String query) {
    return ((Number) em.createNativeQuery(query).getSingleResult()).longValue();
  }
}
