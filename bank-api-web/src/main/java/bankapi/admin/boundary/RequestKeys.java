package bankapi.admin.boundary;

import bankapi.admin.control.RequestKey;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.GatewayException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** The {@code Idempotency-Key} of the current request. */
@RequestScoped
public class RequestKeys {

  private static final int LONGEST = 255;

  @Inject HttpServletRequest request;
  @Inject SignedIn signedIn;

  /**
   * @param action what is asked, for example {@code api-user.create}
   * @param command its arguments
   * @throws GatewayException INVALID_ARGUMENT for a key that is too long
   */
  public RequestKey of(String action, Object command) {
    String key = request.getHeader("Idempotency-Key");
    if (key == null || key.isBlank()) {
      return RequestKey.NONE;
    }
    if (key.length() > LONGEST) {
      throw GatewayException.invalid("Idempotency-Key", "is longer than 255 characters");
    }
    return RequestKey.of(signedIn.operatorName(), key, action, command);
  }
}
