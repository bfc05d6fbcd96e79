package bankapi.delivery.boundary;

import bankapi.delivery.control.DeliveryFilter;
import bankapi.platform.control.KnownYears;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries an operator wants sent again. The time is required: an empty wish must not mean
 * everything ever sent.
 *
 * @param siteId null: of all sites
 * @param targetId the address they go to; null: to all
 * @param itemId Bridge's id of the item they are about; null: whatever they are about
 * @param event null: all events
 * @param state {@code dead} or {@code delivered}; null: both
 * @param from created at this time or later
 * @param until created before this time; null: until now
 */
public record ReplayDeliveries(
    @Nullable UUID siteId,
    @Nullable UUID targetId,
    @Nullable Long itemId,
    @Nullable @Size(max = 100) String event,
    @Nullable @Size(max = 20) String state,
    @NotNull Instant from,
    @Nullable Instant until) {

  DeliveryFilter filter() {
    return new DeliveryFilter(
        siteId,
        targetId,
        itemId,
        event,
        state,
        null,
        KnownYears.check("from", from),
        until == null ? null : KnownYears.check("until", until));
  }
}
