package bankapi.sandbox.fault;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that shall go wrong.
 *
 * @param match beginning of the path, or a regular expression that the whole path must match
 * @param method HTTP method, or null for any
 * @param ms latency in milliseconds
 * @param status HTTP status to answer
 * @param body with it; Bridge's error envelope if null
 * @param retryAfter seconds for the {@code Retry-After} header
 * @param bytes how many bytes of the body to send before the cut
 * @param bytesPerSecond speed of a slow body
 * @param times how often, or null for always
 * @param afterPage only from this page of a list on; the first page is 1
 */
public record FaultRule(
    String match,
    @Nullable String method,
    Kind kind,
    long ms,
    int status,
    @Nullable String body,
    @Nullable Integer retryAfter,
    int bytes,
    int bytesPerSecond,
    @Nullable Integer times,
    @Nullable Integer afterPage) {

  /** What goes wrong. */
  public enum Kind {
    /** The answer comes later. */
    LATENCY,
    /** Another status, without doing anything. */
    STATUS,
    /** A web page with status 200 (or the rule's) instead of JSON. */
    HTML,
    /** Nothing, with status 200 (or the rule's). */
    EMPTY,
    /** The connection is closed in the middle of the body. */
    CUT,
    /** The body dribbles. */
    SLOW,
    /** The next page is this page. */
    ENDLESS_CURSOR,
    /** The caller's token ends now. */
    EXPIRED_TOKEN,
    /** The connection is reset before any answer. */
    RESET
  }

  /** Checks what can be checked: a rule that never matches is a test's mistake. */
  public FaultRule {
    Pattern.compile(match);
    if (kind == Kind.STATUS && (status < 200 || status > 599)) {
      throw new IllegalArgumentException("status must be 200 to 599");
    }
    if (kind == Kind.SLOW && bytesPerSecond < 1) {
      throw new IllegalArgumentException("bytes_per_second must be at least 1");
    }
  }

  boolean matches(String requestMethod, String path, int page) {
    return (method == null || method.equalsIgnoreCase(requestMethod))
        && (path.startsWith(match) || Pattern.matches(match, path))
        && (afterPage == null || page >= afterPage);
  }
}
