package bankapi.item.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.UUID;

/** Tells sites of consents that end soon; each in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConsentWatch {

  private static final Logger LOGGER = System.getLogger(ConsentWatch.class.getName());

  /** Of each step in one round; the rest has time until the next. */
  private static final int MOST = 500;

  @Inject ConsentStore store;
  @Inject ConsentSteps steps;
  @Inject Clock clock;

  /** Any number of nodes may do this at once. */
  public void tick() {
    for (ConsentSteps.Window window : steps.windows(clock.instant())) {
      for (UUID item : store.untold(window, MOST)) {
        try {
          store.tell(item);
        } catch (RuntimeException e) {
          // one item's trouble is its own: the others are told, and it is tried again
          LOGGER.log(Level.WARNING, "The end of a consent is told later: {0}", e.toString());
        }
      }
    }
  }
}
