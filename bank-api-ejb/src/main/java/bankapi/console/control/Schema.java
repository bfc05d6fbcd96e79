package bankapi.console.control;

import java.util.List;

/**
 * What the database is.
 *
 * @param product for example {@code PostgreSQL 15.8}
 * @param migrations the versions that were applied, the oldest first
 */
public record Schema(String product, List<String> migrations) {}
