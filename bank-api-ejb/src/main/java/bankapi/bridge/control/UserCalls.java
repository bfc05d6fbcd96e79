package bankapi.bridge.control;

import bankapi.bridge.control.BridgeCall.Again;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.Function;

/** Calls in the name of a Bridge user: with a token, and once more with a new one after a 401. */
@ApplicationScoped
public class UserCalls {

  @Inject BridgeCalls calls;
  @Inject BridgeTokens tokens;

  /**
   * @param exchange makes the request with the Authorization value it is given
   */
  BridgeReply send(
      BridgeCaller who,
      String what,
      Again again,
      Instant deadline,
      Function<String, Response> exchange) {
    String bearer = tokens.bearer(who, deadline);
    BridgeReply reply = once(who, what, again, deadline, bearer, exchange);
    if (reply.status() != 401 || reply.says("invalid_client_credentials")) {
      return reply;
    }
    tokens.forget(who.userUuid(), bearer);
    String fresh = tokens.bearer(who, deadline);
    return once(who, what, again, deadline, fresh, exchange);
  }

  private BridgeReply once(
      BridgeCaller who,
      String what,
      Again again,
      Instant deadline,
      String bearer,
      Function<String, Response> exchange) {
    return calls.send(new BridgeCall(what, who, again, deadline, () -> exchange.apply(bearer)));
  }
}
