package bankapi.operator.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.operator.control.OperatorSessions;
import bankapi.operator.control.OperatorTokens;
import bankapi.operator.control.SessionView;
import bankapi.operator.control.TokenView;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.PublicUrl;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs in the operator of a call to the admin API, before any body is read: by a personal token
 * where one is given, else by the cookie of a session. Only with a cookie another site's page could
 * act in the operator's name, so only there {@link CrossSite} is asked.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class OperatorFilter implements ContainerRequestFilter {

  @Inject OperatorSessions sessions;
  @Inject OperatorTokens tokens;
  @Inject OperatorCookie cookie;
  @Inject CallingOperator calling;
  @Inject SignedIn signedIn;
  @Inject CallingToken callingToken;
  @Inject PublicUrl publicUrl;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!AdminPath.isOf(request)) {
      return;
    }
    boolean changes = !AdminPath.isSafe(request.getMethod());
    Optional<String> token = bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (token.isPresent()) {
      byToken(token.get(), changes);
      return;
    }
    if (changes) {
      CrossSite.check(
          request.getHeaderString("Origin"),
          request.getHeaderString("X-Requested-With"),
          publicUrl.origin());
    }
    cookie.read(request.getCookies()).flatMap(sessions::use).ifPresent(this::bySession);
  }

  private void byToken(String token, boolean changes) {
    TokenView valid =
        tokens
            .use(token)
            .orElseThrow(
                () ->
                    new GatewayException(
                        Code.NOT_AUTHENTICATED, "This token is unknown, expired or revoked"));
    if (changes && !valid.mayWrite()) {
      throw new GatewayException(Code.FORBIDDEN, "Not permitted: this token may only read");
    }
    signedIn.asOperator(valid.operator());
    callingToken.is(valid.name());
  }

  private void bySession(SessionView session) {
    calling.is(session);
    signedIn.asOperator(session.operator());
  }

  /** Another scheme is no token: a site's key opens nothing here. */
  static Optional<String> bearer(@Nullable String authorization) {
    if (authorization == null) {
      return Optional.empty();
    }
    String[] words = authorization.strip().split(" +", 2);
    boolean bearer = words.length == 2 && words[0].toLowerCase(Locale.ROOT).equals("bearer");
    return bearer ? Optional.of(words[1]) : Optional.empty();
  }
}
