package bankapi.schedule.control;

import bankapi.alert.control.AlertStore;
import bankapi.bridge.control.BudgetLeases;
import bankapi.connection.control.ConnectionRetention;
import bankapi.delivery.control.DeliveryRetention;
import bankapi.event.control.EventRetention;
import bankapi.item.control.OutageStore;
import bankapi.platform.control.AuditRetention;
import bankapi.site.control.SecretRenewal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/** Forgets what is old, and encrypts anew what an old key encrypted. */
@ApplicationScoped
public class Housekeeping {

  private static final Logger LOGGER = System.getLogger(Housekeeping.class.getName());

  @Inject DeliveryRetention deliveries;
  @Inject EventRetention events;
  @Inject ConnectionRetention connections;
  @Inject AuditRetention audit;
  @Inject OutageStore outages;
  @Inject AlertStore alerts;
  @Inject BudgetLeases budgets;
  @Inject SecretRenewal secrets;
  @Inject Clock clock;

  /** Any number of nodes may do this at once. */
  public void tick() {
    guarded("deliveries", () -> deliveries.purge(clock.instant()));
    guarded("events", () -> events.purge(clock.instant()));
    guarded("connections", () -> connections.purge(clock.instant()));
    guarded("audit", () -> audit.purge(clock.instant()));
    guarded("outages", outages::purge);
    guarded("alerts", alerts::purge);
    guarded("budgets", () -> budgets.purge(clock.instant()));
    guarded("secrets", secrets::renew);
  }

  /** What fails is tried again in the next round, and keeps nothing else from its turn. */
  private static void guarded(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "Housekeeping of {0} failed: {1}", what, e.toString());
      LOGGER.log(Level.DEBUG, "Housekeeping of " + what + " failed", e);
    }
  }
}
