package bankapi.item.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * When a bank counts as down, and when as up again. It takes more to begin than to end, so that a
 * bank through which some come and some do not is not told up and down in turn. Pure but for its
 * settings.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class OutagePolicy {

  /** How many items must have failed since the last one came through. */
  @Inject
  @ConfigProperty(name = "bankapi.outage.items", defaultValue = "3")
  int items;

  /** Of how many sites. */
  @Inject
  @ConfigProperty(name = "bankapi.outage.sites", defaultValue = "2")
  int sites;

  /** How many these must be in a hundred of those that Bridge has tried in the window. */
  @Inject
  @ConfigProperty(name = "bankapi.outage.percent", defaultValue = "20")
  int percent;

  /** Failures from before this say nothing about now. */
  @Inject
  @ConfigProperty(name = "bankapi.outage.window", defaultValue = "PT6H")
  Duration window;

  /** How many items must have come through since the last failure. */
  @Inject
  @ConfigProperty(name = "bankapi.outage.recovered-items", defaultValue = "2")
  int recoveredItems;

  /** How long nobody asks about silent items of a bank that is down, each time. */
  @Inject
  @ConfigProperty(name = "bankapi.outage.pause", defaultValue = "PT15M")
  Duration pause;

  /** Nothing here may make every bank a bank that is down, or none. */
  @PostConstruct
  void check() {
    atLeast(1, items, "bankapi.outage.items");
    atLeast(1, sites, "bankapi.outage.sites");
    atLeast(0, percent, "bankapi.outage.percent");
    atLeast(1, recoveredItems, "bankapi.outage.recovered-items");
    atLeast(1, window.toSeconds(), "bankapi.outage.window");
    atLeast(1, pause.toSeconds(), "bankapi.outage.pause");
    if (percent > 100) {
      throw new IllegalStateException("bankapi.outage.percent must be at most 100");
    }
  }

  private static void atLeast(long least, long value, String setting) {
    if (value < least) {
      throw new IllegalStateException(setting + " must be at least " + least);
    }
  }

  /**
   * @param failing items that failed since the last one came through
   * @param ofSites of how many sites they are
   * @param tried items that Bridge has tried in the window, these among them
   */
  boolean isDown(long failing, long ofSites, long tried) {
    return failing >= items && ofSites >= sites && failing * 100 >= tried * percent;
  }

  /**
   * @param anyFails whether any item still fails
   * @param well items that came through since the last failure
   */
  boolean isUp(boolean anyFails, long well) {
    return !anyFails || well >= recoveredItems;
  }

  int items() {
    return items;
  }

  /** How far back failures count. */
  public Duration window() {
    return window;
  }

  Duration pause() {
    return pause;
  }
}
