package bankapi.delivery.boundary;

import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.DeliveryAttemptView;
import bankapi.delivery.control.DeliveryFilter;
import bankapi.delivery.control.DeliveryPage;
import bankapi.delivery.control.DeliveryRunView;
import bankapi.delivery.control.DeliveryRuns;
import bankapi.delivery.control.DeliverySearch;
import bankapi.delivery.control.DeliveryView;
import bankapi.delivery.control.PingResult;
import bankapi.delivery.control.WebhookPings;
import bankapi.frappe.boundary.Arguments;
import bankapi.frappe.boundary.FrappeAnswer;
import bankapi.platform.control.GatewayException;
import bankapi.site.boundary.CallingSite;
import bankapi.site.control.SiteTime;
import bankapi.site.control.SiteView;
import bankapi.site.control.Tenancy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
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
  private static final int LARGEST_PAGE = 500;

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
    DeliveryPage page =
        id.isPresent()
            ? new DeliveryPage(List.of(own(site, id.get())), null)
            : deliveries.search(
                new DeliverySearch(
                    site.id(),
                    text("state"),
                    null,
                    text("event"),
                    time("since", site),
                    time("until", site),
                    text("after"),
                    arguments.number("limit", 1, LARGEST_PAGE).orElse(PAGE)));
    JsonArrayBuilder list = Json.createArrayBuilder();
    page.deliveries().forEach(delivery -> list.add(json(delivery, id.isPresent())));
    JsonObjectBuilder answer =
        Json.createObjectBuilder().add("site", site.siteKey()).add("deliveries", list);
    add(answer, "next", page.next());
    return FrappeAnswer.message(answer.build());
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
          json(deliveries.replayOf(site.id(), id.get(), calling.caller().apiKey()), false).build());
    }
    Instant since = time("since", site);
    if (since == null) {
      throw GatewayException.ambiguous("id", "Argument 'id' or 'since' is required");
    }
    DeliveryRunView replay =
        runs.replay(
            new DeliveryFilter(
                site.id(), text("event"), text("state"), null, since, time("until", site)),
            "site " + site.id(),
            text("idempotency_key"),
            calling.caller().apiKey());
    return FrappeAnswer.message(
        Json.createObjectBuilder()
            .add("replay", replay.id().toString())
            .add("replayed", replay.done())
            .add("finished", replay.finishedAt() != null)
            .build());
  }

  /** Sends {@code ping} now and answers with what the receiver said. */
  @POST
  @Path("bank_api.webhooks.test")
  @Operation(summary = "Sends a ping now and answers what the receiver said")
  public Response test() {
    onlyByPost();
    PingResult result = pings.ping(site(), text("webhook_url"), calling.caller().apiKey());
    JsonObjectBuilder answer =
        Json.createObjectBuilder()
            .add("id", result.id().toString())
            .add("webhook_url", result.url())
            .add("delivered", result.delivered());
    add(answer, "status", result.status());
    add(answer, "error", result.error());
    add(answer, "excerpt", result.excerpt());
    return FrappeAnswer.message(
        answer.add("duration_ms", result.durationMs()).add("resumed", result.resumed()).build());
  }

  private DeliveryView own(SiteView site, UUID id) {
    return deliveries
        .find(id)
        .filter(delivery -> delivery.siteId().equals(site.id()))
        .orElseThrow(() -> GatewayException.notFound("Delivery", id));
  }

  private JsonObjectBuilder json(DeliveryView delivery, boolean withAttempts) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", delivery.id().toString())
            .add("event", delivery.event())
            .add("webhook_url", delivery.targetUrl())
            .add("state", delivery.state())
            .add("held", delivery.held())
            .add("attempts", delivery.attempts())
            .add("created_at", delivery.createdAt().toString());
    add(json, "next_attempt_at", delivery.nextAttemptAt());
    add(json, "settled_at", delivery.settledAt());
    add(json, "last_status", delivery.lastStatus());
    add(json, "last_error", delivery.lastError());
    if (withAttempts) {
      JsonArrayBuilder attempts = Json.createArrayBuilder();
      deliveries.attempts(delivery.id()).forEach(attempt -> attempts.add(json(attempt)));
      json.add("attempt_log", attempts);
    }
    return json;
  }

  private static JsonObjectBuilder json(DeliveryAttemptView attempt) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("attempted_at", attempt.attemptedAt().toString())
            .add("duration_ms", attempt.durationMs())
            .add("outcome", attempt.outcome());
    add(json, "status", attempt.status());
    add(json, "error", attempt.error());
    add(json, "excerpt", attempt.excerpt());
    return json;
  }

  private static void add(JsonObjectBuilder json, String name, @Nullable Object value) {
    if (value == null) {
      json.addNull(name);
    } else if (value instanceof Integer number) {
      json.add(name, number);
    } else {
      json.add(name, value.toString());
    }
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
