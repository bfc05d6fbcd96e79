package bankapi.admin.control;

import bankapi.platform.control.Hashes;

/**
 * Which request a repetition would repeat.
 *
 * @param id empty for a request without an {@code Idempotency-Key}
 * @param contentHash of what is asked
 */
public record RequestKey(String id, String contentHash) {

  /** A request that carries no key: every one is new. */
  public static final RequestKey NONE = new RequestKey("", "");

  /**
   * @param key as the client wrote it; one operator's keys never meet another's
   * @param action what is asked, for example {@code api-user.create}
   * @param command its arguments: a record, whose text tells one from another
   */
  public static RequestKey of(String operator, String key, String action, Object command) {
    return new RequestKey(
        Hashes.sha256Hex(operator + "\n" + key), Hashes.sha256Hex(action + "\n" + command));
  }

  boolean isNone() {
    return id.isEmpty();
  }
}
