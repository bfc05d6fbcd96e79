package bankapi.operator.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.operator.control.IssueToken;
import bankapi.operator.control.OperatorAccess;
import bankapi.operator.control.OperatorTokens;
import bankapi.operator.control.TokenView;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Personal tokens for scripts. */
@Tag(name = "Tokens")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenAdminResource {

  @Inject OperatorTokens tokens;
  @Inject OperatorAccess access;
  @Inject CallingOperator calling;
  @Inject SignedIn signedIn;

  /** Only from a session: a token that issues tokens would never end. */
  @POST
  @Path("tokens")
  @Operation(summary = "Issues a token for scripts")
  @SecurityRequirement(name = "session")
  @APIResponseSchema(value = OperatorTokens.Issued.class, responseCode = "201")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response issue(IssueToken wish) {
    return Response.status(Response.Status.CREATED)
        .entity(tokens.issue(calling.session().id(), wish))
        .build();
  }

  @GET
  @Path("tokens")
  @Operation(summary = "Tokens, whoever owns them")
  public Page<TokenView> list(
      @QueryParam("operator") @Nullable String operator,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return tokens.list(Parameters.text("operator", operator), Parameters.page(limit, after));
  }

  /** For an operator who leaves: the realm's change of mind ends neither. */
  @POST
  @Path("operators/{operator}/revoke")
  @Operation(summary = "Ends an operator's sessions and revokes all tokens")
  public OperatorAccess.Revoked revokeAll(@PathParam("operator") String operator) {
    return access.revoke(operator, signedIn.operatorName());
  }

  @DELETE
  @Path("tokens/{id}")
  @Operation(summary = "Revokes a token")
  @APIResponse(responseCode = "204", description = "Revoked")
  public Response revoke(@PathParam("id") UUID id) {
    tokens.revoke(id, signedIn.operatorName());
    return Response.noContent().build();
  }
}
