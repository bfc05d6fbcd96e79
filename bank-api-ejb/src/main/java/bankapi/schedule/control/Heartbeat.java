package bankapi.schedule.control;

import bankapi.alert.control.AlertCourier;
import bankapi.alert.control.AlertStore;
import bankapi.alert.control.AlertWatch;
import bankapi.bridge.control.BudgetLeases;
import bankapi.connection.control.ConnectionChecks;
import bankapi.delivery.control.DeliveryPump;
import bankapi.delivery.control.DeliveryReplays;
import bankapi.delivery.control.DeliveryRetention;
import bankapi.delivery.control.TargetWatch;
import bankapi.event.control.EventInbox;
import bankapi.event.control.EventRouter;
import bankapi.event.control.HeardItems;
import bankapi.event.control.SilentItems;
import bankapi.item.control.BankOutages;
import bankapi.item.control.ConsentWatch;
import bankapi.item.control.OutageStore;
import bankapi.platform.control.Sampler;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/**
 * The only class with timers. Each runs on every node, every second; what they do is claimed in the
 * database, so nothing happens twice. A round that takes longer is not overtaken by the next. It
 * begins after all that may stop the start: a timer in an application that is being taken down
 * again would hide the reason behind failures of its own.
 */
@Singleton
@Startup
@DependsOn({"SettingsCheck", "Migrations", "Bootstrap", "Meters"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Heartbeat {

  private static final Logger LOGGER = System.getLogger(Heartbeat.class.getName());

  @Inject EventRouter events;
  @Inject ConnectionChecks connections;
  @Inject DeliveryPump deliveries;
  @Inject DeliveryReplays replays;
  @Inject DeliveryRetention retention;
  @Inject TargetWatch targets;
  @Inject EventInbox inbox;
  @Inject HeardItems heard;
  @Inject SilentItems silent;
  @Inject ConsentWatch consents;
  @Inject BankOutages outages;
  @Inject OutageStore outageStore;
  @Inject AlertWatch alerts;
  @Inject AlertCourier alertCourier;
  @Inject AlertStore alertStore;
  @Inject BudgetLeases budgets;
  @Inject Beats beats;
  @Inject @Any Instance<Sampler> samplers;
  @Inject Round rounds;
  @Inject Clock clock;

  /** Does nothing that could take time: it shows that the server's timers go off. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void beat() {
    beats.beat();
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void workOffEvents() {
    once("events", events::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void noticeItems() {
    once("noticing", heard::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  void askAboutSilentItems() {
    once("silent items", silent::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "15", persistent = false)
  void tellOfConsents() {
    once("consents", consents::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  void watchBanks() {
    once("outages", outages::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void checkConnections() {
    once("connections", connections::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void deliver() {
    once("deliveries", deliveries::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void replay() {
    once("replays", replays::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
  void watchTargets() {
    once("targets", targets::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  void watchForTrouble() {
    once("alerts", alerts::tick);
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void tellOperators() {
    once("alert messages", alertCourier::tick);
  }

  @Schedule(hour = "*", minute = "17", second = "0", persistent = false)
  void forgetTheOld() {
    once(
        "purging",
        () -> {
          retention.purge(clock.instant());
          inbox.purge();
          outageStore.purge();
          alertStore.purge();
          budgets.purge(clock.instant());
        });
  }

  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  void count() {
    samplers.forEach(sampler -> once("counting", sampler::sample));
  }

  /** One line: while a database is away this is said every second. */
  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : cause(failure.getCause());
  }

  private void once(String what, Runnable round) {
    if (!beats.begin(what)) {
      return;
    }
    try {
      rounds.run(round);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "A round of {0} failed, the next one follows: {1}", what, cause(e));
      LOGGER.log(Level.DEBUG, "A round of " + what + " failed", e);
    } finally {
      beats.end(what);
    }
  }
}
