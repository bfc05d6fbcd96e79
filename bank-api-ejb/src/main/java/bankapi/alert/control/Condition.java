package bankapi.alert.control;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong now.
 *
 * @param subject what it is about, at most 100 characters; empty: the gateway as a whole
 * @param since since when it is so; null: not known
 * @param level how bad it is, by its kind's own measure: operators are told again when it rises
 * @param state which of the kind's texts says it; empty where there is but one
 * @param path the page of the console to look at, from its root, beginning with a slash
 * @param details what the texts name: no bank data, no secret, nobody's e-mail address
 */
public record Condition(
    String subject,
    @Nullable Instant since,
    int level,
    String state,
    String path,
    Map<String, String> details) {}
