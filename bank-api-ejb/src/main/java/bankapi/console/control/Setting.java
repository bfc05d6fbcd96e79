package bankapi.console.control;

import org.jspecify.annotations.Nullable;

/**
 * A setting as it is in force.
 *
 * @param value null where it is not set or secret
 * @param secret whether its value is never shown
 * @param set whether any source names it
 * @param source the MicroProfile Config source it comes from; null: the default
 */
public record Setting(
    String key, @Nullable String value, boolean secret, boolean set, @Nullable String source) {}
