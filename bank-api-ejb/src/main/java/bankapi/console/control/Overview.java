package bankapi.console.control;

import bankapi.bridge.control.BridgeCondition;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures an operator looks at first.
 *
 * @param bridge as the node that answers has met it
 * @param lastWebhook when Bridge's last webhook came; null: none is known
 * @param silentSeconds for how long none came although a bank is connected
 * @param sites how many are active
 * @param sitesAll how many there are, suspended ones too
 * @param itemsByStatus items that exist, by Bridge's status
 * @param meaningByStatus who has to do something, for the same status codes: words as in {@link
 *     bankapi.item.control.ItemView#meaning()}
 * @param banksDown banks that nobody's items get through to now
 * @param consentsEnding consents that end within 30 days
 * @param openRequests connection requests that are not decided
 * @param eventsByState Bridge's webhooks, by {@code waiting}, {@code done}, {@code failed}
 * @param deliveriesByState by {@code pending}, {@code delivered}, {@code dead}, {@code cancelled}
 * @param due pending ones that are due, of addresses that are sent to
 * @param held pending ones whose address is suspended or gone
 * @param oldestDue since when the longest waiting delivery is due; null when none is
 * @param countedTo events and deliveries are counted up to here: so many means so many or more
 */
public record Overview(
    BridgeCondition bridge,
    @Nullable Instant lastWebhook,
    long silentSeconds,
    long sites,
    long sitesAll,
    Map<Integer, Long> itemsByStatus,
    Map<Integer, String> meaningByStatus,
    long banksDown,
    long consentsEnding,
    long openRequests,
    Map<String, Long> eventsByState,
    Map<String, Long> deliveriesByState,
    long due,
    long held,
    @Nullable Instant oldestDue,
    int countedTo) {}
