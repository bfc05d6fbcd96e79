package bankapi.bridge.control;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing asked of Bridge.
 *
 * @param what for the log: verb and path without ids
 * @param tenant whose share of the application's budget it uses
 * @param user whose own budget it uses; null where it is no user's
 * @param deadline until when to wait for a turn, for another try, or for Bridge's own limit to pass
 */
record BridgeCall(
    String what,
    UUID tenant,
    @Nullable UUID user,
    Again again,
    Instant deadline,
    Supplier<Response> exchange) {

  /** When the same may be asked again. */
  enum Again {
    /** Asking twice does no harm. */
    ALWAYS,
    /** Only after a 429, for then nothing was done. */
    IF_LIMITED,
    /** Not even then: Bridge's limit on this one lasts for hours. */
    NEVER
  }
}
