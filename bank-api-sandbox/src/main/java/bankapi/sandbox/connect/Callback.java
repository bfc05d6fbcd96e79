package bankapi.sandbox.connect;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the browser goes home to, with what Bridge tells there; nothing of it is signed. */
final class Callback {

  private Callback() {}

  /**
   * @param step told only where it was no success
   */
  static Optional<URI> of(Visit visit, boolean success, String step) {
    if (visit.session.callback() == null) {
      return Optional.empty();
    }
    Map<String, String> told = new LinkedHashMap<>();
    if (visit.itemId != null) {
      told.put("item_id", visit.itemId.toString());
    }
    told.put("user_uuid", visit.session.user().toString());
    told.put("success", Boolean.toString(success));
    if (!success) {
      told.put("step", step);
    }
    told.put("source", "connect");
    if (visit.session.context() != null) {
      told.put("context", visit.session.context());
    }
    String query =
        told.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String base = visit.session.callback().toString();
    return Optional.of(URI.create(base + (base.contains("?") ? "&" : "?") + query));
  }
}
