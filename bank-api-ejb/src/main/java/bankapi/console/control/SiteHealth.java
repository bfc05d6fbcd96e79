package bankapi.console.control;

import java.util.Map;

/**
 * How a site is.
 *
 * @param itemsByStatus its items that exist, by Bridge's status
 * @param meaningByStatus who has to do something, for the same status codes: words as in {@link
 *     bankapi.item.control.ItemView#meaning()}
 * @param deliveriesByState by {@code pending}, {@code delivered}, {@code dead}, {@code cancelled}
 * @param held pending ones whose address is suspended or gone
 * @param countedTo deliveries are counted up to here: so many means so many or more
 */
public record SiteHealth(
    Map<Integer, Long> itemsByStatus,
    Map<Integer, String> meaningByStatus,
    Map<String, Long> deliveriesByState,
    long held,
    int countedTo) {}
