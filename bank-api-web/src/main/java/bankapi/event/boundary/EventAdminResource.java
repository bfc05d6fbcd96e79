package bankapi.event.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.event.control.EventAdmin;
import bankapi.event.control.EventFilter;
import bankapi.event.control.EventView;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
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

/** Bridge's webhooks as they were received. */
@Tag(name = "Events")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventAdminResource {

  @Inject EventAdmin events;
  @Inject SignedIn signedIn;

  @GET
  @Path("events")
  @Operation(summary = "Bridge's webhooks, newest first")
  public Page<EventView> list(
      @Parameter(description = "Bridge's id of the item they are about") @QueryParam("item_id")
          @Nullable String itemId,
      @Parameter(description = "The site of the Bridge user they name") @QueryParam("site_id")
          @Nullable String siteId,
      @QueryParam("type") @Nullable String type,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"waiting", "done", "failed"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return events.list(
        new EventFilter(
            Parameters.number("item_id", itemId),
            Parameters.uuid("site_id", siteId),
            Parameters.text("type", type),
            Parameters.text("state", state),
            Parameters.time("from", from),
            Parameters.time("until", until)),
        Parameters.page(limit, after));
  }

  @GET
  @Path("events/{id}")
  @Operation(summary = "One webhook of Bridge with its body as stored")
  public EventAdmin.Stored get(@PathParam("id") UUID id) {
    return events.find(id);
  }

  @POST
  @Path("events/{id}/redo")
  @Operation(summary = "Works a webhook of Bridge off again")
  public EventView redo(@PathParam("id") UUID id) {
    return events.redo(id, signedIn.operatorName());
  }
}
