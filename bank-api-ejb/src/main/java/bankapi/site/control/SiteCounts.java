package bankapi.site.control;

/**
 * How many customers there are.
 *
 * @param apiUsers those that are active
 * @param sites those that are active
 */
public record SiteCounts(long apiUsers, long sites) {}
