package bankapi.site.boundary;

import bankapi.frappe.boundary.Credentials;
import bankapi.platform.boundary.ApiPath;
import bankapi.platform.boundary.ClientAddress;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.ApiUsers;
import bankapi.site.control.CallLimits;
import bankapi.site.control.LoginMeters;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Signs in the API user of a method call by its key and secret, before any body is read. */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class SiteTokenFilter implements ContainerRequestFilter {

  @Context HttpServletRequest http;
  @Inject ClientAddress client;
  @Inject ApiUsers apiUsers;
  @Inject CallLimits limits;
  @Inject CallingSite callingSite;
  @Inject SignedIn signedIn;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!ApiPath.of(request).startsWith("method/")) {
      return;
    }
    Credentials.parse(request.getHeaderString(HttpHeaders.AUTHORIZATION)).ifPresent(this::signIn);
  }

  private void signIn(Credentials credentials) {
    ApiCaller caller =
        apiUsers
            .authenticate(credentials.key(), credentials.secret())
            .orElseThrow(
                () -> {
                  LoginMeters.tried(LoginMeters.Login.REFUSED);
                  limits.guessedWrong(credentials.key(), client.of(http));
                  return new GatewayException(Code.NOT_AUTHENTICATED, "Invalid API key or secret");
                });
    LoginMeters.tried(LoginMeters.Login.ACCEPTED);
    limits.called(caller);
    CallEnd.at(http, limits.begun(caller));
    callingSite.is(caller);
    signedIn.asSite(caller.email());
  }
}
