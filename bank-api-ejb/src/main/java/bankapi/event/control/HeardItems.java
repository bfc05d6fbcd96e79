package bankapi.event.control;

import bankapi.item.control.ItemChanged;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells this node of the items that Bridge's webhooks are about, whichever node received them, so
 * that what is remembered of an item in memory is forgotten on all nodes within seconds.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class HeardItems {

  /** For clocks that differ, and webhooks whose transaction took its time. */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  @Inject EventInbox inbox;
  @Inject Event<ItemChanged> changed;
  @Inject Clock clock;

  private volatile Instant last;

  @PostConstruct
  void start() {
    last = clock.instant();
  }

  /** To be called every second or so, on every node. */
  public void tick() {
    Instant now = clock.instant();
    for (long itemId : inbox.itemsHeardOfSince(last.minus(OVERLAP))) {
      changed.fire(new ItemChanged(itemId));
    }
    last = now;
  }
}
