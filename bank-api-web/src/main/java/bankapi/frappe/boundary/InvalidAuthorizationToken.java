package bankapi.frappe.boundary;

import jakarta.ws.rs.BadRequestException;

/** The Authorization header is broken in itself: 400, as Frappe answers it. */
public class InvalidAuthorizationToken extends BadRequestException {

  private static final long serialVersionUID = 1L;

  InvalidAuthorizationToken() {
    super("Invalid Authorization header: not Base64");
  }
}
