package bankapi.bridge.control;

import java.util.UUID;

/**
 * In whose name Bridge is asked.
 *
 * @param tenant our site's id: whose share of the request budget the call uses
 * @param userUuid the Bridge user, as Bridge named it
 * @param patient the call belongs to an answer that has already begun: it waits for its turn for
 *     minutes rather than cut the answer short
 */
public record BridgeCaller(UUID tenant, UUID userUuid, boolean patient) {

  public BridgeCaller(UUID tenant, UUID userUuid) {
    this(tenant, userUuid, false);
  }

  public BridgeCaller patiently() {
    return new BridgeCaller(tenant, userUuid, true);
  }
}
