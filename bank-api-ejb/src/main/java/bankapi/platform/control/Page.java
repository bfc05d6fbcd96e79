package bankapi.platform.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next what to give as {@code after} for the following part; null: this was the last
 */
public record Page<T>(List<T> data, @Nullable String next) {}
