package bankapi.site.boundary;

import bankapi.platform.control.GatewayException;
import bankapi.site.control.ApiCaller;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The API user behind the current request. */
@RequestScoped
public class CallingSite {

  private @Nullable ApiCaller caller;

  void is(ApiCaller authenticated) {
    caller = authenticated;
  }

  /**
   * @throws GatewayException FORBIDDEN for a guest, which the login filter lets through to methods
   *     for guests only
   */
  public ApiCaller caller() {
    if (caller == null) {
      throw new GatewayException(GatewayException.Code.FORBIDDEN, "Not permitted: log in first");
    }
    return caller;
  }
}
