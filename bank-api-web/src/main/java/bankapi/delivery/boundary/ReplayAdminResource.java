package bankapi.delivery.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.delivery.control.DeliveryReplays;
import bankapi.delivery.control.ReplayCommand;
import bankapi.delivery.control.ReplayStore;
import bankapi.delivery.control.ReplayView;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Many webhooks to the sites, sent again at once. */
@Tag(name = "Deliveries")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReplayAdminResource {

  @Inject DeliveryReplays replays;
  @Inject ReplayStore store;
  @Inject SignedIn signedIn;

  /**
   * How many deliveries a replay would be about now.
   *
   * @param count those that are delivered or dead and match
   */
  public record Replayable(long count) {}

  @GET
  @Path("deliveries/replayable")
  @Operation(summary = "Counts what deliveries/replay would send again; does nothing")
  public Replayable count(
      @QueryParam("site_id") @Nullable String siteId,
      @QueryParam("event") @Nullable String event,
      @Parameter(schema = @Schema(enumeration = {"delivered", "dead"})) @QueryParam("state")
          @Nullable String state,
      @Parameter(required = true) @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    Instant begin = Parameters.time("from", from);
    if (begin == null) {
      throw GatewayException.invalid("from", "must be given");
    }
    return new Replayable(
        store.count(
            new ReplayCommand(
                Parameters.uuid("site_id", siteId),
                Parameters.text("event", event),
                Parameters.text("state", state),
                begin,
                Parameters.time("until", until))));
  }

  /** The same key again answers how far it has come. */
  @POST
  @Path("deliveries/replay")
  @Operation(summary = "Sends many deliveries again; goes on by itself")
  @Consumes(MediaType.APPLICATION_JSON)
  public ReplayView replay(
      @HeaderParam("Idempotency-Key") @Nullable String key, ReplayDeliveries wish) {
    String operator = signedIn.operatorName();
    return replays.replay(
        wish.command(), "operator " + operator, Parameters.text("Idempotency-Key", key), operator);
  }

  @GET
  @Path("delivery-replays")
  @Operation(summary = "Replays of many that operators and sites asked for, newest first")
  public Page<ReplayView> list(
      @Parameter(schema = @Schema(enumeration = {"running", "finished", "cancelled"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return store.list(Parameters.text("state", state), Parameters.page(limit, after));
  }

  @GET
  @Path("delivery-replays/{id}")
  @Operation(summary = "How far a replay of many has come")
  public ReplayView get(@PathParam("id") UUID id) {
    return store.find(id);
  }

  @POST
  @Path("delivery-replays/{id}/cancel")
  @Operation(summary = "Stops a replay of many; what it has sent again stays so")
  public ReplayView cancel(@PathParam("id") UUID id) {
    return store.cancel(id, signedIn.operatorName());
  }
}
