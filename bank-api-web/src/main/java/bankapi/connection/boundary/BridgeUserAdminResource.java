package bankapi.connection.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.connection.control.Removals;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.Page;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.control.BridgeUserDetails;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The users of a site, whose items they are. */
@Tag(name = "Sites")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BridgeUserAdminResource {

  @Inject BridgeUserAdmin users;
  @Inject Removals removals;
  @Inject SignedIn signedIn;

  @GET
  @Path("sites/{id}/users")
  @Operation(summary = "A site's users")
  public Page<BridgeUserDetails> list(
      @PathParam("id") UUID id,
      @QueryParam("user") @Nullable String user,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return users.list(id, Parameters.text("user", user), Parameters.page(limit, after));
  }

  @DELETE
  @Path("sites/{id}/users/{user_id}")
  @Operation(summary = "Deletes a user with all items, at Bridge and here, and forgets its name")
  @APIResponse(responseCode = "204", description = "Deleted")
  public Response delete(@PathParam("id") UUID id, @PathParam("user_id") UUID userId) {
    removals.user(id, userId, signedIn.operatorName());
    return Response.noContent().build();
  }
}
