package bankapi.schedule.control;

import bankapi.alert.control.AlertCourier;
import bankapi.alert.control.AlertWatch;
import bankapi.connection.control.ConnectionChecks;
import bankapi.connection.control.UserRuns;
import bankapi.delivery.control.DeliveryPump;
import bankapi.delivery.control.DeliveryRuns;
import bankapi.delivery.control.TargetWatch;
import bankapi.event.control.EventRouter;
import bankapi.event.control.EventRuns;
import bankapi.event.control.HeardItems;
import bankapi.event.control.SilentItems;
import bankapi.item.control.BankOutages;
import bankapi.item.control.ConsentWatch;
import bankapi.platform.control.Causes;
import bankapi.platform.control.Sampler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.ScheduleExpression;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The only class with timers. Each runs on every node; what they do is claimed in the database, so
 * nothing happens twice. A round that takes longer is not overtaken by the next.
 *
 * <p>The timers are made when this bean starts, after all that may stop the start. Those of
 * {@code @Schedule} go off before: in an application that is being taken down again they would hide
 * the reason behind failures of their own.
 */
@Singleton
@Startup
@DependsOn({
  "SettingsCheck",
  "Migrations",
  "SecretsCheck",
  "BridgeApplicationCheck",
  "Bootstrap",
  "Meters"
})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Heartbeat {

  private static final Logger LOGGER = System.getLogger(Heartbeat.class.getName());

  @Resource TimerService timers;

  @Inject EventRouter events;
  @Inject EventRuns eventRuns;
  @Inject ConnectionChecks connections;
  @Inject UserRuns userRuns;
  @Inject DeliveryPump deliveries;
  @Inject DeliveryRuns runs;
  @Inject TargetWatch targets;
  @Inject HeardItems heard;
  @Inject SilentItems silent;
  @Inject ConsentWatch consents;
  @Inject BankOutages outages;
  @Inject AlertWatch alerts;
  @Inject AlertCourier alertCourier;
  @Inject Housekeeping housekeeping;
  @Inject Beats beats;
  @Inject @Any Instance<Sampler> samplers;
  @Inject Round rounds;

  private final Map<String, Runnable> work = new ConcurrentHashMap<>();

  @PostConstruct
  void begin() {
    // does nothing that could take time: it shows that the server's timers go off
    every("*", "*", "beat", beats::beat);
    round("*", "events", events::tick);
    round("*", "event-runs", eventRuns::tick);
    round("*", "noticing", heard::tick);
    round("*", "deliveries", deliveries::tick);
    round("*", "delivery-runs", runs::tick);
    round("*", "user-runs", userRuns::tick);
    round("*/5", "connections", connections::tick);
    round("*/5", "alert messages", alertCourier::tick);
    round("*/10", "silent items", silent::tick);
    round("*/15", "outages", outages::tick);
    round("*/15", "alerts", alerts::tick);
    round("5/15", "consents", consents::tick);
    round("10/15", "targets", targets::tick);
    every("*", "*/15", "counting", () -> samplers.forEach(s -> once("counting", s::sample)));
    every("17", "0", "purging", () -> once("purging", housekeeping::tick));
  }

  @Timeout
  void goOff(Timer timer) {
    Objects.requireNonNull(work.get((String) timer.getInfo()), "a timer of ours").run();
  }

  private void round(String second, String what, Runnable round) {
    every("*", second, what, () -> once(what, round));
  }

  private void every(String minute, String second, String what, Runnable task) {
    work.put(what, task);
    timers.createCalendarTimer(
        new ScheduleExpression().hour("*").minute(minute).second(second),
        new TimerConfig(what, false));
  }

  private void once(String what, Runnable round) {
    if (!beats.begin(what)) {
      return;
    }
    try {
      rounds.run(round);
    } catch (RuntimeException e) {
      // one line: while a database is away this is said every second
      LOGGER.log(
          Level.WARNING, "A round of {0} failed, the next one follows: {1}", what, Causes.root(e));
      LOGGER.log(Level.DEBUG, "A round of " + what + " failed", e);
    } finally {
      beats.end(what);
    }
  }
}
