package bankapi.connection.control;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what happened into the address the browser goes home to. */
final class ReturnLink {

  private ReturnLink() {}

  /**
   * The site's own query is kept, parameters of the same name are replaced, the fragment stays
   * last.
   *
   * @param parameters in the order in which they are added
   */
  static URI of(String redirectUrl, Map<String, String> parameters) {
    int hash = redirectUrl.indexOf('#');
    String fragment = hash < 0 ? "" : redirectUrl.substring(hash);
    String address = hash < 0 ? redirectUrl : redirectUrl.substring(0, hash);
    int mark = address.indexOf('?');
    String path = mark < 0 ? address : address.substring(0, mark);
    List<String> query = new ArrayList<>();
    if (mark >= 0) {
      for (String pair : address.substring(mark + 1).split("&")) {
        if (!pair.isEmpty() && !parameters.containsKey(name(pair))) {
          query.add(pair);
        }
      }
    }
    parameters.forEach((name, value) -> query.add(encode(name) + "=" + encode(value)));
    return URI.create(path + "?" + String.join("&", query) + fragment);
  }

  private static String name(String pair) {
    try {
      return URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return pair;
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
