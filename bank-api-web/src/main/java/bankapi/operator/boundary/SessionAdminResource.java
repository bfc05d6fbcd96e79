package bankapi.operator.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.operator.control.LoginLimits;
import bankapi.operator.control.OperatorSessions;
import bankapi.operator.control.Revocations;
import bankapi.operator.control.SessionView;
import bankapi.platform.boundary.ClientAddress;
import bankapi.platform.boundary.Guest;
import bankapi.platform.control.GatewayException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An operator's login, against the server's own realm. */
@Tag(name = "Session")
@SecurityRequirement(name = "session")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionAdminResource {

  @Inject HttpServletRequest request;
  @Inject ClientAddress clients;
  @Inject LoginLimits limits;
  @Inject RealmLogin realm;
  @Inject OperatorSessions sessions;
  @Inject Revocations revocations;
  @Inject OperatorCookie cookie;
  @Inject CallingOperator calling;

  /** The same answer whatever was wrong: name, password, or only the role. */
  @POST
  @Path("session")
  @Operation(summary = "Logs an operator in")
  @SecurityRequirements({})
  @APIResponseSchema(value = SessionView.class, responseCode = "201")
  @Guest
  @Consumes(MediaType.APPLICATION_JSON)
  public Response login(Login login) {
    String address = clients.of(request);
    limits.tries(login.user(), address);
    long before = revocations.count();
    RealmLogin.Verdict verdict = realm.check(login.user(), login.password());
    if (!verdict.isOperator()) {
      sessions.refused(login.user(), address, verdict.reason());
      throw new GatewayException(
          GatewayException.Code.NOT_AUTHENTICATED,
          "Wrong name or password, or not an operator (role bankapi-operator)");
    }
    limits.succeeded(login.user(), address);
    OperatorSessions.Opened opened = sessions.open(verdict.operator(), address, before);
    return Response.status(Response.Status.CREATED)
        .entity(opened.session())
        .cookie(cookie.of(opened.cookie()))
        .build();
  }

  @GET
  @Path("session")
  @Operation(summary = "Who is logged in, until when")
  public SessionView current() {
    return calling.session();
  }

  @DELETE
  @Path("session")
  @Operation(summary = "Logs out")
  @APIResponse(responseCode = "204", description = "Logged out")
  public Response logout() {
    sessions.close(calling.session().id());
    return Response.noContent().cookie(cookie.gone()).build();
  }
}
