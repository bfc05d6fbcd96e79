package bankapi.delivery.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.delivery.control.DeliveryFilter;
import bankapi.delivery.control.DeliveryRunStore;
import bankapi.delivery.control.DeliveryRunView;
import bankapi.delivery.control.DeliveryRuns;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.GatewayException;
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
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Many webhooks to the sites at once, sent again or cancelled. */
@Tag(name = "Deliveries")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryRunAdminResource {

  @Inject DeliveryRuns runs;
  @Inject DeliveryRunStore store;
  @Inject SignedIn signedIn;

  /**
   * How many deliveries a run would be about now.
   *
   * @param count those that match and may be sent again, or cancelled
   */
  public record Counted(long count) {}

  @GET
  @Path("deliveries/replayable")
  @Operation(summary = "Counts what deliveries/replay would send again; does nothing")
  public Counted replayable(
      @QueryParam("site_id") @Nullable String siteId,
      @Parameter(description = DeliveryAdminResource.TARGET) @QueryParam("target_id")
          @Nullable String targetId,
      @Parameter(description = DeliveryAdminResource.ITEM) @QueryParam("item_id")
          @Nullable String itemId,
      @QueryParam("event") @Nullable String event,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"delivered", "dead"}))
          @QueryParam("state")
          @Nullable String state,
      @Parameter(required = true) @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    return new Counted(
        store.replayable(
            new DeliveryFilter(
                Parameters.uuid("site_id", siteId),
                Parameters.uuid("target_id", targetId),
                Parameters.number("item_id", itemId),
                Parameters.text("event", event),
                Parameters.text("state", state),
                null,
                begin(from),
                Parameters.time("until", until))));
  }

  @GET
  @Path("deliveries/cancellable")
  @Operation(summary = "Counts what deliveries/cancel would cancel; does nothing")
  public Counted cancellable(
      @QueryParam("site_id") @Nullable String siteId,
      @Parameter(description = DeliveryAdminResource.TARGET) @QueryParam("target_id")
          @Nullable String targetId,
      @Parameter(description = DeliveryAdminResource.ITEM) @QueryParam("item_id")
          @Nullable String itemId,
      @QueryParam("event") @Nullable String event,
      @Parameter(
              description = "Those only whose address is suspended or gone",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"held"}))
          @QueryParam("waiting")
          @Nullable String waiting,
      @Parameter(required = true) @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    return new Counted(
        store.cancellable(
            new DeliveryFilter(
                Parameters.uuid("site_id", siteId),
                Parameters.uuid("target_id", targetId),
                Parameters.number("item_id", itemId),
                Parameters.text("event", event),
                null,
                Parameters.text("waiting", waiting),
                begin(from),
                Parameters.time("until", until))));
  }

  /** The same key again answers how far it has come. */
  @POST
  @Path("deliveries/replay")
  @Operation(summary = "Sends many deliveries again; goes on by itself")
  @Consumes(MediaType.APPLICATION_JSON)
  public DeliveryRunView replay(
      @HeaderParam("Idempotency-Key") @Nullable String key, ReplayDeliveries wish) {
    return runs.replay(wish.filter(), requester(), given(key), signedIn.operatorName());
  }

  /** The same key again answers how far it has come. */
  @POST
  @Path("deliveries/cancel")
  @Operation(summary = "Cancels many pending deliveries; goes on by itself")
  @Consumes(MediaType.APPLICATION_JSON)
  public DeliveryRunView cancel(
      @HeaderParam("Idempotency-Key") @Nullable String key, CancelDeliveries wish) {
    return runs.cancel(wish.filter(), requester(), given(key), signedIn.operatorName());
  }

  @GET
  @Path("delivery-runs")
  @Operation(summary = "Runs over many deliveries that operators and sites asked for, newest first")
  public Page<DeliveryRunView> list(
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"replay", "cancel"}))
          @QueryParam("action")
          @Nullable String action,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"running", "finished", "cancelled"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return store.list(
        Parameters.text("action", action),
        Parameters.text("state", state),
        Parameters.page(limit, after));
  }

  @GET
  @Path("delivery-runs/{id}")
  @Operation(summary = "How far a run over many deliveries has come")
  public DeliveryRunView get(@PathParam("id") UUID id) {
    return store.find(id);
  }

  @POST
  @Path("delivery-runs/{id}/cancel")
  @Operation(summary = "Stops a run over many deliveries; what it has done stays so")
  public DeliveryRunView stop(@PathParam("id") UUID id) {
    return store.cancel(id, signedIn.operatorName());
  }

  /** An empty wish must not mean everything there is. */
  private static Instant begin(@Nullable String from) {
    Instant begin = Parameters.time("from", from);
    if (begin == null) {
      throw GatewayException.invalid("from", "must be given");
    }
    return begin;
  }

  private String requester() {
    return "operator " + signedIn.operatorName();
  }

  private static @Nullable String given(@Nullable String key) {
    return Parameters.text("Idempotency-Key", key);
  }
}
