package bankapi.event.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.event.control.EventFilter;
import bankapi.event.control.EventRunStore;
import bankapi.event.control.EventRunView;
import bankapi.event.control.EventRuns;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** Many of Bridge's webhooks at once, worked off again. */
@Tag(name = "Events")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventRunAdminResource {

  @Inject EventRuns runs;
  @Inject EventRunStore store;
  @Inject SignedIn signedIn;

  /**
   * How many webhooks of Bridge a run would be about now.
   *
   * @param count those that match
   */
  public record Redoable(long count) {}

  @GET
  @Path("events/redoable")
  @Operation(summary = "Counts what events/redo would work off again; does nothing")
  public Redoable redoable(
      @Parameter(description = "Bridge's id of the item they are about") @QueryParam("item_id")
          @Nullable String itemId,
      @Parameter(description = "The site of the Bridge user they name") @QueryParam("site_id")
          @Nullable String siteId,
      @QueryParam("type") @Nullable String type,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      defaultValue = "failed",
                      enumeration = {"failed", "done"}))
          @QueryParam("state")
          @Nullable String state,
      @Parameter(required = true) @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    return new Redoable(
        store.redoable(
            new EventFilter(
                Parameters.number("item_id", itemId),
                Parameters.uuid("site_id", siteId),
                Parameters.text("type", type),
                Parameters.text("state", state),
                Parameters.time("from", from),
                Parameters.time("until", until))));
  }

  /** The same key again answers how far it has come. */
  @POST
  @Path("events/redo")
  @Operation(
      summary = "Works many webhooks of Bridge off again, the oldest first; goes on by itself")
  @Consumes(MediaType.APPLICATION_JSON)
  public EventRunView redo(@HeaderParam("Idempotency-Key") @Nullable String key, RedoEvents wish) {
    String operator = signedIn.operatorName();
    return runs.redo(
        wish.filter(), "operator " + operator, Parameters.text("Idempotency-Key", key), operator);
  }

  @GET
  @Path("event-runs")
  @Operation(summary = "Runs over many webhooks of Bridge, newest first")
  public Page<EventRunView> list(
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"running", "finished", "cancelled"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return store.list(Parameters.text("state", state), Parameters.page(limit, after));
  }

  @GET
  @Path("event-runs/{id}")
  @Operation(summary = "How far a run over many webhooks of Bridge has come")
  public EventRunView get(@PathParam("id") UUID id) {
    return store.find(id);
  }

  @POST
  @Path("event-runs/{id}/cancel")
  @Operation(summary = "Stops a run over many webhooks of Bridge; what it has done stays so")
  public EventRunView stop(@PathParam("id") UUID id) {
    return store.cancel(id, signedIn.operatorName());
  }
}
