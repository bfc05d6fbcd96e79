package bankapi.admin.boundary;

import bankapi.platform.control.GatewayException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Versions of what can be changed, as {@code ETag} and {@code If-Match} carry them. */
public final class Versions {

  private Versions() {}

  /** 200 with the {@code ETag} that the next change has to name. */
  public static Response answer(Object view, long version) {
    return Response.ok(view).header(HttpHeaders.ETAG, "\"" + version + "\"").build();
  }

  /**
   * As {@link #expected}, of an action, which may leave it out: what it does it does to any version
   * then.
   *
   * @return null for any
   * @throws GatewayException STALE for what was never an ETag here
   */
  public static @Nullable Long ifGiven(@Nullable String ifMatch) {
    return ifMatch == null || ifMatch.isBlank() ? null : expected(ifMatch);
  }

  /**
   * Which version the caller means to change.
   *
   * @return null for any ({@code If-Match: *})
   * @throws GatewayException UNCONDITIONAL without the header, STALE for what was never an ETag
   *     here
   */
  public static @Nullable Long expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new GatewayException(
          GatewayException.Code.UNCONDITIONAL,
          "Say by If-Match which version you change: its value is the ETag you read");
    }
    String text = ifMatch.strip();
    if (text.equals("*")) {
      return null;
    }
    // a proxy that compresses answers makes ETags weak; ours change with every change all the same
    String tag = text.startsWith("W/") ? text.substring(2) : text;
    if (tag.matches("\"\\d{1,18}\"")) {
      return Long.valueOf(tag.substring(1, tag.length() - 1));
    }
    throw new GatewayException(
        GatewayException.Code.STALE, "If-Match names no version that was read here");
  }
}
