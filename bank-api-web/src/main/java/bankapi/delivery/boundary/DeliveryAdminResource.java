package bankapi.delivery.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.DeliveryAttemptView;
import bankapi.delivery.control.DeliveryFilter;
import bankapi.delivery.control.DeliverySchedule;
import bankapi.delivery.control.DeliveryView;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.GatewayException;
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
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Webhooks to the sites, one by one. */
@Tag(name = "Deliveries")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryAdminResource {

  static final String TARGET = "The address they go to, by its id in webhook-targets";
  static final String ITEM = "Bridge's id of the item they are about";

  @Inject Deliveries deliveries;
  @Inject SignedIn signedIn;

  /**
   * A delivery with its attempts.
   *
   * @param attempts the oldest first, those from before a replay included
   */
  public record Story(DeliveryView delivery, List<DeliveryAttemptView> attempts) {}

  /**
   * When attempts are made.
   *
   * @param pauses before each attempt, from the end of the one before it
   * @param longest that {@code Retry-After} may put one off
   * @param spread by which share a pause may be shorter or longer, at random
   */
  public record Schedule(List<Duration> pauses, Duration longest, double spread) {}

  @GET
  @Path("delivery-schedule")
  @Operation(summary = "The pauses before the attempts of a delivery")
  public Schedule schedule() {
    return new Schedule(DeliverySchedule.PAUSES, DeliverySchedule.LONGEST, DeliverySchedule.SPREAD);
  }

  @GET
  @Path("deliveries")
  @Operation(summary = "Webhooks to sites, newest first")
  public Page<DeliveryView> list(
      @QueryParam("site_id") @Nullable String siteId,
      @Parameter(description = TARGET) @QueryParam("target_id") @Nullable String targetId,
      @Parameter(description = ITEM) @QueryParam("item_id") @Nullable String itemId,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"pending", "delivered", "dead", "cancelled"}))
          @QueryParam("state")
          @Nullable String state,
      @Parameter(
              description =
                  "Pending ones only: those that are due at an address that is sent to, or those"
                      + " whose address is suspended or gone",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"due", "held"}))
          @QueryParam("waiting")
          @Nullable String waiting,
      @QueryParam("event") @Nullable String event,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return deliveries.list(
        new DeliveryFilter(
            Parameters.uuid("site_id", siteId),
            Parameters.uuid("target_id", targetId),
            Parameters.number("item_id", itemId),
            Parameters.text("event", event),
            Parameters.text("state", state),
            Parameters.text("waiting", waiting),
            Parameters.time("from", from),
            Parameters.time("until", until)),
        Parameters.page(limit, after));
  }

  @GET
  @Path("deliveries/{id}")
  @Operation(summary = "One delivery with its attempts")
  public Story get(@PathParam("id") UUID id) {
    DeliveryView delivery =
        deliveries.find(id).orElseThrow(() -> GatewayException.notFound("Delivery", id));
    return new Story(delivery, deliveries.attempts(id));
  }

  @POST
  @Path("deliveries/{id}/replay")
  @Operation(summary = "Sends a delivery again under the same webhook-id")
  public DeliveryView replay(@PathParam("id") UUID id) {
    return deliveries.replay(id, signedIn.operatorName());
  }

  @POST
  @Path("deliveries/{id}/cancel")
  @Operation(summary = "Gives a delivery up")
  public DeliveryView cancel(@PathParam("id") UUID id) {
    return deliveries.cancel(id, signedIn.operatorName());
  }
}
