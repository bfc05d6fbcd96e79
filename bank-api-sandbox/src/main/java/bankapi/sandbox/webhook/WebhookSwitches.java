package bankapi.sandbox.webhook;

/**
 * How faithfully webhooks are sent.
 *
 * @param duplicate each one is sent twice
 * @param outOfOrder those of one happening are sent last first
 * @param order relative to the browser's way back: {@code before} it, {@code after} it by a second,
 *     or {@code held} until they are released
 * @param secondSignature a signature by the previous secret precedes the right one, as while a
 *     secret is rotated
 * @param foreignScheme a {@code v2=} value precedes the right one
 * @param lost none is sent at all
 * @param wrongSecret signed with a secret nobody knows
 * @param delayMs each is sent this much later
 */
public record WebhookSwitches(
    boolean duplicate,
    boolean outOfOrder,
    Order order,
    boolean secondSignature,
    boolean foreignScheme,
    boolean lost,
    boolean wrongSecret,
    long delayMs) {

  /** When webhooks go out relative to the browser. */
  public enum Order {
    BEFORE,
    AFTER,
    HELD
  }

  public static final WebhookSwitches FAITHFUL =
      new WebhookSwitches(false, false, Order.BEFORE, false, false, false, false, 0);
}
