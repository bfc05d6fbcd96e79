package bankapi.operator.boundary;

import bankapi.operator.control.SessionView;
import bankapi.platform.control.GatewayException;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The session behind the current request, where an operator came with a cookie. */
@RequestScoped
public class CallingOperator {

  private @Nullable SessionView session;

  void is(SessionView alive) {
    session = alive;
  }

  /**
   * @throws GatewayException FORBIDDEN for a token: what is asked belongs to sessions
   */
  SessionView session() {
    if (session == null) {
      throw new GatewayException(
          GatewayException.Code.FORBIDDEN, "Not permitted with a token: log in at the browser");
    }
    return session;
  }
}
