package bankapi.sandbox.connect;

import bankapi.sandbox.data.Provider;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** Draws a bank's logo: its initials on its colour. */
final class Logo {

  private Logo() {}

  static void serve(Context http) {
    String id = http.pathParam("id");
    Optional<Provider> bank =
        id.matches("\\d{1,9}") ? Provider.find(Long.parseLong(id)) : Optional.empty();
    if (bank.isEmpty()) {
      http.status(HttpStatus.NOT_FOUND);
      return;
    }
    StringBuilder initials = new StringBuilder();
    for (String word : bank.get().group().split("[ ']", -1)) {
      if (!word.isEmpty() && Character.isUpperCase(word.charAt(0)) && initials.length() < 2) {
        initials.append(word.charAt(0));
      }
    }
    http.header("Cache-Control", "max-age=3600");
    http.contentType("image/svg+xml")
        .result(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">\
            <rect width="64" height="64" rx="14" fill="%s"/>\
            <text x="32" y="42" font-family="sans-serif" font-size="27" font-weight="700" \
            text-anchor="middle" fill="#fff">%s</text></svg>
            """
                .formatted(bank.get().color(), initials));
  }
}
