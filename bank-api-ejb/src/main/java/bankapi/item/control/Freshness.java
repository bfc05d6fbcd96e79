package bankapi.item.control;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How far bank data can be relied on, as it was known before Bridge was asked for it: the data may
 * be newer than this says, never older.
 *
 * @param dataAsOf when Bridge read the bank last with success; null where that is not known
 * @param consentExpiresAt when the consent given to the bank ends; null where that is not known
 * @param status Bridge's status code; null where there is no item
 */
public record Freshness(
    @Nullable Instant dataAsOf, @Nullable Instant consentExpiresAt, @Nullable Integer status) {

  /** Nothing is known. */
  public static final Freshness UNKNOWN = new Freshness(null, null, null);

  public static Freshness of(ItemView item) {
    return new Freshness(
        item.lastSuccessfulRefresh(), item.authenticationExpiresAt(), item.status());
  }

  /**
   * Of data of several items: the oldest refresh of those that were ever refreshed, as the others
   * have no data; the first consent to end; the worst status.
   */
  static Freshness of(Collection<Freshness> items) {
    return new Freshness(
        earliest(items, Freshness::dataAsOf),
        earliest(items, Freshness::consentExpiresAt),
        items.stream()
            .map(Freshness::status)
            .filter(Objects::nonNull)
            .max(Comparator.comparing(code -> ItemStatus.of(code).meaning()))
            .orElse(null));
  }

  private static @Nullable Instant earliest(
      Collection<Freshness> items, Function<Freshness, @Nullable Instant> time) {
    return items.stream()
        .map(time)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
