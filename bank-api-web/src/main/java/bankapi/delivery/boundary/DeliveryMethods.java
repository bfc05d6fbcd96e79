package bankapi.delivery.boundary;

import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.DeliveryFilter;
import bankapi.delivery.control.DeliveryRunView;
import bankapi.delivery.control.DeliveryRuns;
import bankapi.delivery.control.DeliveryView;
import bankapi.delivery.control.WebhookPings;
import bankapi.frappe.boundary.Arguments;
import bankapi.frappe.boundary.FrappeAnswer;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.site.boundary.CallingSite;
import bankapi.site.control.SiteTime;
import bankapi.site.control.SiteView;
import bankapi.site.control.Tenancy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A site's own webhooks: what became of them, sending them again, and trying the receiver. */
@Tag(name = "Sites' API: webhooks")
@SecurityRequirement(name = "site")
@Path("method")
@RequestScoped
public class DeliveryMethods {

  private static final int PAGE = 50;

  @Inject Arguments arguments;
  @Inject CallingSite calling;
  @Inject Tenancy tenancy;
  @Inject Deliveries deliveries;
  @Inject DeliveryRuns runs;
  @Inject WebhookPings pings;

  /** The newest first; with {@code id} only that one, with its attempts. */
  @POST
  @Path("bank_api.webhooks.get_deliveries")
  @Operation(summary = "What became of the site's webhooks")
  public Response list() {
    SiteView site = site();
    Optional<UUID> id = id();
    if (id.isPresent()) {
      DeliveryView delivery = own(site, id.get());
      return FrappeAnswer.message(
          new SiteDeliveries(
              site.siteKey(),
              List.of(SiteDelivery.of(delivery, deliveries.attempts(delivery.id()))),
              null));
    }
    Page<DeliveryView> page =
        deliveries.list(
            new DeliveryFilter(
                site.id(),
                null,
                null,
                text("event"),
                text("state"),
                null,
                time("since", site),
                time("until", site)),
            new PageWish(arguments.number("limit", 1, PageWish.MOST).orElse(PAGE), text("after")));
    return FrappeAnswer.message(
        new SiteDeliveries(
            site.siteKey(), page.data().stream().map(SiteDelivery::of).toList(), page.next()));
  }

  /** One by {@code id}, or all {@code since} a time that are over. */
  @POST
  @Path("bank_api.webhooks.replay")
  @Operation(summary = "Sends webhooks again under the same webhook-id")
  public Response replay() {
    onlyByPost();
    SiteView site = site();
    Optional<UUID> id = id();
    if (id.isPresent()) {
      return FrappeAnswer.message(
          SiteDelivery.of(deliveries.replayOf(site.id(), id.get(), calling.caller().apiKey())));
    }
    Instant since = time("since", site);
    if (since == null) {
      throw GatewayException.ambiguous("id", "Argument 'id' or 'since' is required");
    }
    DeliveryRunView replay =
        runs.replay(
            new DeliveryFilter(
                site.id(),
                null,
                null,
                text("event"),
                text("state"),
                null,
                since,
                time("until", site)),
            "site " + site.id(),
            text("idempotency_key"),
            calling.caller().apiKey());
    return FrappeAnswer.message(SiteReplay.of(replay));
  }

  /** Sends {@code ping} now and answers with what the receiver said. */
  @POST
  @Path("bank_api.webhooks.test")
  @Operation(summary = "Sends a ping now and answers what the receiver said")
  public Response test() {
    onlyByPost();
    return FrappeAnswer.message(
        SitePing.of(pings.ping(site(), text("webhook_url"), calling.caller().apiKey())));
  }

  private DeliveryView own(SiteView site, UUID id) {
    return deliveries
        .find(id)
        .filter(delivery -> delivery.siteId().equals(site.id()))
        .orElseThrow(() -> GatewayException.notFound("Delivery", id));
  }

  private void onlyByPost() {
    if (!arguments.verb().equals("POST")) {
      throw new GatewayException(GatewayException.Code.FORBIDDEN, "Not permitted: use POST");
    }
  }

  private SiteView site() {
    return tenancy.siteOf(calling.caller(), text("site"));
  }

  /** What is no id does not exist. */
  private Optional<UUID> id() {
    return arguments
        .text("id")
        .map(
            text -> {
              try {
                return UUID.fromString(text);
              } catch (IllegalArgumentException e) {
                throw GatewayException.notFound("Delivery", text);
              }
            });
  }

  private @Nullable Instant time(String name, SiteView site) {
    return arguments.text(name).map(text -> SiteTime.parse(name, text, site.zone())).orElse(null);
  }

  private @Nullable String text(String name) {
    return arguments.text(name).orElse(null);
  }
}
