package bankapi.frappe.boundary;

import bankapi.platform.control.GatewayException;

/** The Authorization header is broken in itself: 400, as Frappe answers it. */
public class InvalidAuthorizationToken extends GatewayException {

  private static final long serialVersionUID = 1L;

  InvalidAuthorizationToken() {
    super(Code.NOT_AUTHENTICATED, "Invalid Authorization header: not Base64");
  }
}
