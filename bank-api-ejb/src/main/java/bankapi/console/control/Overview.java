package bankapi.console.control;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures an operator looks at first.
 *
 * @param sites how many are active
 * @param itemsByStatus items that exist, by Bridge's status
 * @param consentsEnding consents that end within 30 days
 * @param openRequests connection requests that are not decided
 * @param eventsByState Bridge's webhooks, by {@code waiting}, {@code done}, {@code failed}
 * @param deliveriesByState by {@code pending}, {@code delivered}, {@code dead}, {@code cancelled}
 * @param oldestDue since when the longest waiting delivery is due; null when none is
 */
public record Overview(
    long sites,
    Map<String, Long> itemsByStatus,
    long consentsEnding,
    long openRequests,
    Map<String, Long> eventsByState,
    Map<String, Long> deliveriesByState,
    @Nullable Instant oldestDue) {}
