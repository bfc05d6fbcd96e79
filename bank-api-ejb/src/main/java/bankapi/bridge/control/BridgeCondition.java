package bankapi.bridge.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Bridge as this node's own calls met it, and the budget of requests as all nodes use it.
 *
 * @param state {@code up}: it answered last; {@code troubled}: the last call failed; {@code down}:
 *     the breaker spares it; {@code refused}: it refuses our credentials; {@code unknown}: nobody
 *     has called since the node started
 * @param breaker {@code closed}, {@code open}, {@code half_open}
 * @param lastAnswer when it answered last, whatever it said; null: never since the node started
 * @param lastTrouble when it was last not to be reached, or broken; null: never since then
 * @param budget of all nodes together
 */
public record BridgeCondition(
    String state,
    String breaker,
    @Nullable Instant lastAnswer,
    @Nullable Instant lastTrouble,
    BudgetUse budget) {}
