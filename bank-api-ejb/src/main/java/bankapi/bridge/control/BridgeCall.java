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
 * @param about whom or what it concerns, as a user's or a bank's id: what Bridge does not manage
 *     for one of them, it may well manage for the others
 * @param background whether nobody waits for it, so that it leaves the budgets to those who do
 * @param deadline until when to wait for a turn, for another try, or for Bridge's own limit to pass
 */
record BridgeCall(
    String what,
    UUID tenant,
    @Nullable UUID user,
    Object about,
    boolean background,
    Again again,
    Instant deadline,
    Supplier<Response> exchange) {

  /** Of no user, and somebody waits for it. */
  BridgeCall(
      String what,
      UUID tenant,
      Object about,
      Again again,
      Instant deadline,
      Supplier<Response> exchange) {
    this(what, tenant, null, about, false, again, deadline, exchange);
  }

  /** In a user's name. */
  BridgeCall(
      String what, BridgeCaller who, Again again, Instant deadline, Supplier<Response> exchange) {
    this(
        what,
        who.tenant(),
        who.userUuid(),
        who.userUuid(),
        who.isBackground(),
        again,
        deadline,
        exchange);
  }

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
