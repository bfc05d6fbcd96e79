package bankapi.event.control;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.event.control.EventInbox.Claimed;
import bankapi.item.control.ItemFacts;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.BridgeUserView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads from Bridge what its events only hint at: one item by itself, several by the user's list,
 * which costs one request however many they are.
 */
@ApplicationScoped
public class EventTruth {

  /** For one answer, where the lease is as long as it usually is. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** After that a person may be waiting for the news: then it is read like a person's question. */
  private static final Duration OVERDUE = Duration.ofSeconds(30);

  private static final String ENGLISH = "en";

  @Inject BridgeGateway bridge;
  @Inject Clock clock;

  /** Of the lane; who outlasts it has asked in vain, and so has the next. */
  @Inject
  @ConfigProperty(name = "bankapi.event.lease", defaultValue = "PT2M")
  Duration lease;

  /**
   * What Bridge says of these items now; empty for those it does not have. What could not be read
   * in time is missing.
   */
  Map<Long, Optional<ItemFacts>> of(
      BridgeUserView user, Collection<Long> wanted, List<Claimed> because) {
    Instant overdue = clock.instant().minus(OVERDUE);
    BridgeCaller who = new BridgeCaller(user.siteId(), user.knownUuid());
    return read(
        because.stream().anyMatch(e -> e.receivedAt().isBefore(overdue)) ? who : who.inBackground(),
        wanted,
        end(because));
  }

  /**
   * How long another answer about what was claimed may be waited for, so that what comes of it is
   * written down before the lease ends.
   */
  Duration patience(List<Claimed> because) {
    Duration left = Duration.between(clock.instant(), end(because));
    return left.isNegative() ? Duration.ZERO : shorter(left, patience());
  }

  private Duration patience() {
    return shorter(lease.multipliedBy(3).dividedBy(8), PATIENCE);
  }

  /** An eighth of the lease is left to write it down. */
  private Instant end(List<Claimed> because) {
    return because.get(0).claimedAt().plus(lease.multipliedBy(7).dividedBy(8));
  }

  private Map<Long, Optional<ItemFacts>> read(
      BridgeCaller who, Collection<Long> wanted, Instant end) {
    Map<Long, Optional<ItemFacts>> found = new HashMap<>();
    Duration patience = patience();
    Instant lastQuestion = end.minus(patience);
    if (wanted.size() > 1 && clock.instant().isBefore(lastQuestion)) {
      bridge.items(who, patience).stream()
          .filter(item -> wanted.contains(item.id()))
          .forEach(item -> found.put(item.id(), Optional.of(ItemFacts.of(item))));
    }
    try {
      for (Long id : wanted) {
        if (!found.containsKey(id) && clock.instant().isBefore(lastQuestion)) {
          found.put(id, bridge.item(who, id, ENGLISH, patience).map(ItemFacts::of));
        }
      }
    } catch (GatewayException e) {
      if (found.isEmpty()) {
        throw e;
      }
    }
    return found;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
