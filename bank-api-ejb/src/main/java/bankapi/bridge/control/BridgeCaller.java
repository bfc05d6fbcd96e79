package bankapi.bridge.control;

import java.util.UUID;

/**
 * In whose name Bridge is asked.
 *
 * @param tenant our site's id: whose share of the request budget the call uses
 * @param userUuid the Bridge user, as Bridge named it
 */
public record BridgeCaller(UUID tenant, UUID userUuid) {}
