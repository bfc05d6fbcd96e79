package bankapi.operator.boundary;

import bankapi.platform.control.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps another site's page from acting through an operator's browser. The cookie's {@code
 * SameSite=Strict} does that already; this holds where a browser does not: a header that forms
 * cannot send and that other origins may not, and the origin itself where the browser names it.
 */
final class CrossSite {

  private CrossSite() {}

  /**
   * @param origin the header {@code Origin}
   * @param requestedWith the header {@code X-Requested-With}: any value
   * @param own this gateway's origin
   * @throws GatewayException FORBIDDEN
   */
  static void check(@Nullable String origin, @Nullable String requestedWith, String own) {
    if (origin != null && !origin.equalsIgnoreCase(own)) {
      throw new GatewayException(
          GatewayException.Code.FORBIDDEN,
          "Not permitted from another site: open the console at " + own);
    }
    if (requestedWith == null || requestedWith.isBlank()) {
      throw new GatewayException(
          GatewayException.Code.FORBIDDEN, "Not permitted without the header X-Requested-With");
    }
  }
}
