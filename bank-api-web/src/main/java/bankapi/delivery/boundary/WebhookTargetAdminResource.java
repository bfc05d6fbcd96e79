package bankapi.delivery.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.admin.boundary.Versions;
import bankapi.delivery.control.PingResult;
import bankapi.delivery.control.TargetView;
import bankapi.delivery.control.WebhookPings;
import bankapi.delivery.control.WebhookTargets;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Page;
import bankapi.site.control.SiteAdmin;
import bankapi.site.control.Tenancy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The addresses that webhooks go to: whether they are sent to, and trying them. */
@Tag(name = "Webhook targets")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhookTargetAdminResource {

  @Inject WebhookTargets targets;
  @Inject WebhookPings pings;
  @Inject SiteAdmin sites;
  @Inject Tenancy tenancy;
  @Inject SignedIn signedIn;

  @GET
  @Path("webhook-targets")
  @Operation(summary = "The addresses that webhooks go to, newest first")
  public Page<TargetView> list(
      @QueryParam("site_id") @Nullable String siteId,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"active", "suspended", "gone"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return targets.list(
        Parameters.uuid("site_id", siteId),
        Parameters.text("state", state),
        Parameters.page(limit, after));
  }

  @GET
  @Path("webhook-targets/{id}")
  @Operation(summary = "One address that webhooks go to")
  @APIResponseSchema(value = TargetView.class, responseCode = "200")
  public Response get(@PathParam("id") UUID id) {
    return answer(targets.find(id).orElseThrow(() -> GatewayException.notFound("Target", id)));
  }

  /** What is made for it is held until an operator resumes it. */
  @POST
  @Path("webhook-targets/{id}/suspend")
  @Operation(summary = "Sends nothing to an address until it is resumed")
  @APIResponseSchema(value = TargetView.class, responseCode = "200")
  public Response suspend(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(targets.suspend(id, Versions.ifGiven(ifMatch), signedIn.operatorName()));
  }

  /** What was held is sent. */
  @POST
  @Path("webhook-targets/{id}/resume")
  @Operation(summary = "Sends what was held for an address")
  @APIResponseSchema(value = TargetView.class, responseCode = "200")
  public Response resume(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(targets.resume(id, Versions.ifGiven(ifMatch), signedIn.operatorName()));
  }

  /** Sends {@code ping} now and answers with what the receiver said. */
  @POST
  @Path("sites/{id}/ping")
  @Operation(summary = "Sends a test webhook and answers what the receiver said")
  public PingResult ping(
      @PathParam("id") UUID id, @QueryParam("webhook_url") @Nullable String webhookUrl) {
    return pings.ping(
        tenancy.site(sites.find(id).id()),
        Parameters.text("webhook_url", webhookUrl),
        signedIn.operatorName());
  }

  private static Response answer(TargetView target) {
    return Versions.answer(target, target.version());
  }
}
