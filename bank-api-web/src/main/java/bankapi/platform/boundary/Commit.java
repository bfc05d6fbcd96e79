package bankapi.platform.boundary;

import java.time.Instant;

/**
 * What an archive was built from.
 *
 * @param id of the commit in git, 40 hexadecimal digits
 * @param at when it was committed
 * @param changed whether the tree held something else than the commit
 */
public record Commit(String id, Instant at, boolean changed) {}
