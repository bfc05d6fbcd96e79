package bankapi.delivery.control;

import bankapi.platform.control.CappedCount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the queue looks like from outside. Numbers are not counted beyond {@link CappedCount#CAP}:
 * the age of the oldest says more by then.
 *
 * @param pending waiting, also those that wait for a later attempt or are held
 * @param due waiting and due, of targets that are sent to
 * @param oldestDue since when the longest waiting due one is due, of targets that are not spared;
 *     null when none is
 * @param held waiting for a target that is suspended or gone
 * @param dead given up and not yet replayed or purged
 */
public record DeliveryCounts(
    long pending, long due, @Nullable Instant oldestDue, long held, long dead) {}
