package bankapi.bridge.control;

import bankapi.platform.control.GatewayException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the pages of one list: makes the query of each page out of our filters and the
 * {@code pagination.next_uri} of the page before it. Bridge may leave the filters out of that
 * address, so they are put back; what Bridge says there wins. Of the address only the query is
 * used, so that no answer can send us elsewhere.
 */
final class PageQuery {

  /** Five million rows of 500 a page: more than any user has. */
  private static final int MAX_PAGES = 10_000;

  private static final String CURSOR = "after";

  /**
   * @param query of the page that follows
   * @param cursor its {@code after}
   */
  record Next(String query, String cursor) {}

  private final String what;
  private final Map<String, String> filters = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  PageQuery(String what) {
    this.what = what;
  }

  PageQuery with(String name, @Nullable Object value) {
    if (value != null) {
      filters.put(name, value.toString());
    }
    if (name.equals(CURSOR) && value != null) {
      seen.add(value.toString());
    }
    return this;
  }

  String what() {
    return what;
  }

  String first() {
    return encode(filters);
  }

  /**
   * The page that follows, if there is one.
   *
   * @throws GatewayException BRIDGE_UNAVAILABLE where the pages go round in a circle
   */
  Optional<Next> after(JsonObject page) {
    String next = nextUri(page);
    if (next.isEmpty() || next.equals("null")) {
      return Optional.empty();
    }
    int mark = next.indexOf('?');
    Map<String, String> query = new LinkedHashMap<>(filters);
    query.putAll(decode(mark < 0 ? "" : next.substring(mark + 1)));
    String cursor = query.get(CURSOR);
    if (cursor == null || !seen.add(cursor) || seen.size() > MAX_PAGES) {
      throw BridgeFailures.notUnderstood(what + " (a cursor that leads nowhere)");
    }
    return Optional.of(new Next(encode(query), cursor));
  }

  private static String nextUri(JsonObject page) {
    return page.get("pagination") instanceof JsonObject pagination
            && pagination.get("next_uri") instanceof JsonString uri
        ? uri.getString().strip()
        : "";
  }

  private static Map<String, String> decode(String query) {
    Map<String, String> decoded = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        decoded.put(text(pair.substring(0, equals)), text(pair.substring(equals + 1)));
      }
    }
    return decoded;
  }

  private static String text(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded;
    }
  }

  private static String encode(Map<String, String> query) {
    return query.entrySet().stream()
        .map(e -> escaped(e.getKey()) + "=" + escaped(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
