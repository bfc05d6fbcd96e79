package bankapi.account.boundary;

import bankapi.frappe.boundary.Arguments;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an answer of one page goes on: the same call with another cursor.
 *
 * @param method its path
 * @param arguments of the call, those that the method knows, as name=value, encoded
 */
record NextPage(String method, List<String> arguments) {

  private static final List<String> KNOWN =
      List.of("site", "user", "item_id", "account_id", "since", "until", "lang", "limit");

  NextPage {
    arguments = List.copyOf(arguments);
  }

  static NextPage of(String method, Arguments arguments) {
    List<String> given = new ArrayList<>();
    for (String name : KNOWN) {
      arguments.text(name).ifPresent(value -> given.add(pair(name, value)));
    }
    return new NextPage(method, given);
  }

  /** The path of the page behind this cursor. */
  String behind(String cursor) {
    List<String> all = new ArrayList<>(arguments);
    all.add(pair("after", cursor));
    return method + "?" + String.join("&", all);
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
