package bankapi.frappe.boundary;

import java.util.Locale;
import java.util.Optional;

/**
 * A content type as clients write it, read without complaint.
 *
 * @param type lower case, without parameters; empty if there was none
 * @param written the whole header value
 */
record ContentType(String type, String written) {

  static ContentType of(String written) {
    int semicolon = written.indexOf(';');
    String type = semicolon < 0 ? written : written.substring(0, semicolon);
    return new ContentType(type.strip().toLowerCase(Locale.ROOT), written);
  }

  boolean is(String other) {
    return type.equals(other);
  }

  boolean isJson() {
    return is("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
  }

  /** The first parameter of this name, quotes removed. */
  Optional<String> parameter(String name) {
    return HeaderParameters.find(written, name);
  }
}
