package bankapi.frappe.boundary;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

/**
 * An error as Frappe clients read it.
 *
 * @param status the HTTP status
 * @param type Frappe's class name, for example {@code PermissionError}
 * @param message plain text for the caller
 * @param retryAfter seconds until it is worth trying again, 0 for "says nothing"
 */
record FrappeError(int status, String type, String message, long retryAfter) {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int LONGEST = 500;

  FrappeError {
    message = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
  }

  FrappeError(int status, String type, String message) {
    this(status, type, message, 0);
  }

  /**
   * Always all four keys: one client sees an error only where {@code exc} is not empty, another
   * shows {@code exception}, the desk shows {@code _server_messages}, as HTML. There is no {@code
   * message}, which a client would take for data.
   */
  JsonObject body() {
    String line = "frappe.exceptions." + type + ": " + message;
    JsonObject shown =
        JSON.createObjectBuilder()
            .add("message", escaped())
            .add("title", "Message")
            .add("indicator", "red")
            .add("raise_exception", 1)
            .build();
    return JSON.createObjectBuilder()
        .add("exception", line)
        .add("exc_type", type)
        .add("exc", JSON.createArrayBuilder().add(line).build().toString())
        .add("_server_messages", JSON.createArrayBuilder().add(shown.toString()).build().toString())
        .build();
  }

  /** For a human who opened a link; says no more than the JSON. */
  String page() {
    return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + status
        + "</title></head><body><h1>"
        + status
        + "</h1><p>"
        + escaped()
        + "</p></body></html>";
  }

  private String escaped() {
    return message
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
