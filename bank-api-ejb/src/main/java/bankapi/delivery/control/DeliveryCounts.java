package bankapi.delivery.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the queue looks like from outside. Numbers are not counted beyond {@link #CAP}: the age of
 * the oldest says more by then, and counting a million rows is not free.
 *
 * @param pending waiting, also those that wait for a later attempt
 * @param due waiting and due
 * @param oldestDue since when the longest waiting due one is due; null when none is
 * @param dead given up and not yet replayed or purged
 */
public record DeliveryCounts(long pending, long due, @Nullable Instant oldestDue, long dead) {

  public static final int CAP = 100_000;
}
