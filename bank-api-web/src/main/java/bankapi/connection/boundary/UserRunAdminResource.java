package bankapi.connection.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.connection.control.UserRunStore;
import bankapi.connection.control.UserRunView;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.Page;
import bankapi.site.control.BridgeUserAdmin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All users of a site at once, deleted. */
@Tag(name = "Sites")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserRunAdminResource {

  @Inject BridgeUserAdmin users;
  @Inject UserRunStore runs;
  @Inject SignedIn signedIn;

  /**
   * How many users a run would be about now.
   *
   * @param count those of the site
   */
  public record Deletable(long count) {}

  @GET
  @Path("sites/{id}/users/deletable")
  @Operation(summary = "Counts the users of a suspended site; does nothing")
  public Deletable deletable(@PathParam("id") UUID id) {
    return new Deletable(users.count(id));
  }

  /** The same key again answers how far it has come. */
  @POST
  @Path("sites/{id}/users/delete")
  @Operation(
      summary = "Deletes all users of a suspended site, the oldest first; goes on by itself",
      description =
          "Whom Bridge refuses to delete is left. Where Bridge fails it is tried again after half a"
              + " minute, five times for each user.")
  public UserRunView deleteAll(
      @HeaderParam("Idempotency-Key") @Nullable String key, @PathParam("id") UUID id) {
    String operator = signedIn.operatorName();
    return runs.open(id, "operator " + operator, Parameters.text("Idempotency-Key", key), operator);
  }

  @GET
  @Path("user-runs")
  @Operation(summary = "Runs over all users of a site, newest first")
  public Page<UserRunView> list(
      @QueryParam("site_id") @Nullable String siteId,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"running", "finished", "cancelled"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return runs.list(
        Parameters.uuid("site_id", siteId),
        Parameters.text("state", state),
        Parameters.page(limit, after));
  }

  @GET
  @Path("user-runs/{id}")
  @Operation(summary = "How far a run over all users of a site has come")
  public UserRunView get(@PathParam("id") UUID id) {
    return runs.find(id);
  }

  @POST
  @Path("user-runs/{id}/cancel")
  @Operation(summary = "Stops a run over all users of a site; who is deleted stays so")
  public UserRunView stop(@PathParam("id") UUID id) {
    return runs.cancel(id, signedIn.operatorName());
  }
}
