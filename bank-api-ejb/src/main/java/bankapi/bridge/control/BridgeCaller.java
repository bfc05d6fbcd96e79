package bankapi.bridge.control;

import java.util.UUID;

/**
 * In whose name Bridge is asked.
 *
 * @param tenant our site's id: whose share of the request budget the call uses
 * @param userUuid the Bridge user, as Bridge named it
 * @param manner who waits for the answer
 */
public record BridgeCaller(UUID tenant, UUID userUuid, Manner manner) {

  /** Who waits for the answer. */
  public enum Manner {
    /** A person or a site: the call waits for its turn for as long as they would. */
    CALL,
    /** An answer that has already begun: it waits for minutes rather than be cut short. */
    STREAM,
    /**
     * Nobody: the call is made only where enough is left of the user's budget for those who wait,
     * and when nobody else waits for the application's.
     */
    BACKGROUND
  }

  public BridgeCaller(UUID tenant, UUID userUuid) {
    this(tenant, userUuid, Manner.CALL);
  }

  public BridgeCaller patiently() {
    return new BridgeCaller(tenant, userUuid, Manner.STREAM);
  }

  public BridgeCaller inBackground() {
    return new BridgeCaller(tenant, userUuid, Manner.BACKGROUND);
  }

  boolean isBackground() {
    return manner == Manner.BACKGROUND;
  }
}
