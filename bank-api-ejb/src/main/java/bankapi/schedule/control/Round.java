package bankapi.schedule.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * Stands between a timer and its work. Payara gives a timer up for ever ("EJB5119: Expunging
 * timer") when a Store that it calls directly fails twice in a row, though the failure is caught;
 * behind another EJB without a transaction it does not.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Round {

  /** Whatever the work throws is thrown on. */
  public void run(Runnable work) {
    work.run();
  }
}
