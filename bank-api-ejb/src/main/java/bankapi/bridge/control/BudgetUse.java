package bankapi.bridge.control;

/**
 * How much of the budget of requests to Bridge is used. A fifth of it may be sent at once; what was
 * sent of that fifth comes back evenly, so that no 5 minutes see more than the limit.
 *
 * @param limit requests in any 5 minutes, for all nodes together
 * @param atOnce how many may be sent at once after a rest
 * @param free how many of these all nodes together may send now
 * @param usedPercent of {@code atOnce}; at 100 calls wait for their turn
 * @param waiting calls that wait for their turn on this node
 */
public record BudgetUse(int limit, int atOnce, int free, int usedPercent, int waiting) {}
