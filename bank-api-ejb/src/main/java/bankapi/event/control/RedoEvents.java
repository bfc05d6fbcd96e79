package bankapi.event.control;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events to work off again.
 *
 * @param from the earliest they were received
 * @param until they were received before
 * @param state {@code failed} (null means it too) or {@code done}
 * @param type null: any
 * @param itemId Bridge's id of the item they are about; null: any
 * @param siteId the site whose users they are about; null: any
 * @param dryRun only counts; null: no
 * @param after the {@code next} of the answer before; null: from the beginning
 */
public record RedoEvents(
    @NotNull Instant from,
    @NotNull Instant until,
    @Nullable @Pattern(regexp = "failed|done", message = "must be failed or done") String state,
    @Nullable @Size(max = 100) String type,
    @Nullable Long itemId,
    @Nullable UUID siteId,
    @Nullable Boolean dryRun,
    @Nullable @Size(max = 100) String after) {}
