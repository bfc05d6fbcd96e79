package bankapi.delivery.control;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver said to a test.
 *
 * @param id the {@code webhook-id} it was sent with
 * @param delivered whether it answered 2xx
 * @param status null when there was no answer
 * @param error why there was none
 * @param excerpt the beginning of the answer's body where it was not 2xx
 * @param resumed whether deliveries that were held are sent from now on
 */
public record PingResult(
    UUID id,
    String url,
    boolean delivered,
    @Nullable Integer status,
    @Nullable String error,
    @Nullable String excerpt,
    long durationMs,
    boolean resumed) {}
