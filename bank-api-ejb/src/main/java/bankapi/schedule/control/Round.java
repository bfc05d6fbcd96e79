package bankapi.schedule.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * Stands between a timer and its work. Payara gives a timer up for ever ("EJB5119: Expunging
 * timer") when Stores that it calls directly fail, as while the database is away, though the
 * failure is caught; timers whose work lay behind another EJB without a transaction went on.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Round {

  /** Whatever the work throws is thrown on. */
  public void run(Runnable work) {
    work.run();
  }
}
