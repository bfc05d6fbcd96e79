package bankapi.item.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Notices banks that are down, and that are up again, and tells the sites; each step in a
 * transaction of its own. If this dies between two, the next round goes on.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BankOutages {

  private static final Logger LOGGER = System.getLogger(BankOutages.class.getName());

  @Inject OutageStore store;

  /** Any number of nodes may do this at once. */
  public void tick() {
    for (long provider : store.suspected()) {
      guarded(
          () -> {
            store.begin(provider);
            LOGGER.log(Level.WARNING, "Bank {0} is down", String.valueOf(provider));
          });
    }
    store.open().forEach(outage -> guarded(() -> tell(outage)));
    store.overUntold().forEach(outage -> guarded(() -> tellRecovered(outage)));
    store.heldForNothing().forEach(item -> guarded(() -> store.release(item)));
  }

  private void tell(UUID outage) {
    if (store.endIfOver(outage)) {
      return;
    }
    while (store.tellOutage(outage)) {
      // some sites more were told
    }
  }

  private void tellRecovered(UUID outage) {
    while (store.tellRecovered(outage)) {
      // some sites more were told
    }
  }

  /** What fails is tried again in the next round, and holds up nothing else. */
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.INFO, "News of banks that are down come later: {0}", e.toString());
    }
  }
}
