package bankapi.bridge.control;

import bankapi.platform.control.GatewayException;

/** Bridge has no such user, or no longer: BRIDGE_REFUSED, told apart for who reads several. */
public class UnknownBridgeUser extends GatewayException {

  private static final long serialVersionUID = 1L;

  UnknownBridgeUser() {
    super(Code.BRIDGE_REFUSED, "Bridge does not know this user any more");
  }
}
