package bankapi.site.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.admin.boundary.RequestKeys;
import bankapi.admin.boundary.Versions;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.Page;
import bankapi.site.control.ChangeSite;
import bankapi.site.control.CreateSite;
import bankapi.site.control.SiteAdmin;
import bankapi.site.control.SiteDetails;
import bankapi.site.control.WebhookSecrets;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sites: where links may lead, where webhooks go, and the secret that signs them. */
@Tag(name = "Sites")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SiteAdminResource {

  @Inject SiteAdmin sites;
  @Inject WebhookSecrets secrets;
  @Inject RequestKeys keys;
  @Inject SignedIn signedIn;

  @POST
  @Path("sites")
  @Operation(summary = "Makes a site")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      schema = @Schema(type = SchemaType.STRING, maxLength = 255))
  @APIResponseSchema(value = SiteAdmin.Created.class, responseCode = "201")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(CreateSite wish) {
    return Response.status(Response.Status.CREATED)
        .entity(sites.create(wish, signedIn.operatorName(), keys.of("site.create", wish)))
        .build();
  }

  @GET
  @Path("sites")
  @Operation(summary = "Sites")
  public Page<SiteDetails> list(
      @QueryParam("api_user_id") @Nullable String apiUserId,
      @QueryParam("site_key") @Nullable String siteKey,
      @Parameter(
              description =
                  "A part of the key, the address, or the e-mail of the site or its customer")
          @QueryParam("search")
          @Nullable String search,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"active", "suspended"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return sites.list(
        Parameters.uuid("api_user_id", apiUserId),
        Parameters.text("site_key", siteKey),
        Parameters.text("search", search),
        Parameters.text("state", state),
        Parameters.page(limit, after));
  }

  @GET
  @Path("sites/{id}")
  @Operation(summary = "One site")
  @APIResponseSchema(value = SiteDetails.class, responseCode = "200")
  public Response get(@PathParam("id") UUID id) {
    return answer(sites.find(id));
  }

  @PATCH
  @Path("sites/{id}")
  @Operation(summary = "Changes a site")
  @APIResponseSchema(value = SiteDetails.class, responseCode = "200")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response change(
      @PathParam("id") UUID id,
      @Parameter(required = true) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      ChangeSite change) {
    return answer(sites.change(id, Versions.expected(ifMatch), change, signedIn.operatorName()));
  }

  @POST
  @Path("sites/{id}/suspend")
  @Operation(summary = "Refuses a site's calls")
  @APIResponseSchema(value = SiteDetails.class, responseCode = "200")
  public Response suspend(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(sites.suspend(id, Versions.ifGiven(ifMatch), signedIn.operatorName()));
  }

  @POST
  @Path("sites/{id}/activate")
  @Operation(summary = "Takes a site's calls again")
  @APIResponseSchema(value = SiteDetails.class, responseCode = "200")
  public Response activate(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(sites.activate(id, Versions.ifGiven(ifMatch), signedIn.operatorName()));
  }

  /** The former secret signs beside the new one for a while. */
  @POST
  @Path("sites/{id}/rotate-webhook-secret")
  @Operation(summary = "Makes a new webhook secret; the old one signs beside it for a while")
  public WebhookSecrets.Rotated rotate(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return secrets.rotate(id, Versions.ifGiven(ifMatch), signedIn.operatorName());
  }

  private static Response answer(SiteDetails site) {
    return Versions.answer(site, site.version());
  }
}
