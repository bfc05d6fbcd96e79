package bankapi.alert.control;

import java.util.UUID;

/**
 * A notice that this node sends now.
 *
 * @param step of the alert, as it is told
 */
public record ClaimedNotice(UUID id, UUID token, int step, AlertFacts alert) {}
