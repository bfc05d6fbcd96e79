package bankapi.site.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.admin.boundary.RequestKeys;
import bankapi.admin.boundary.Versions;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.Page;
import bankapi.site.control.ApiUserAdmin;
import bankapi.site.control.ApiUserView;
import bankapi.site.control.ChangeApiUser;
import bankapi.site.control.CreateApiUser;
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

/** Customers and their keys. */
@Tag(name = "API users")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApiUserAdminResource {

  @Inject ApiUserAdmin apiUsers;
  @Inject RequestKeys keys;
  @Inject SignedIn signedIn;

  /** The secret is in this answer and never again. */
  @POST
  @Path("api-users")
  @Operation(summary = "Makes an API user")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      schema = @Schema(type = SchemaType.STRING, maxLength = 255))
  @APIResponseSchema(value = ApiUserAdmin.Keys.class, responseCode = "201")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(CreateApiUser wish) {
    return Response.status(Response.Status.CREATED)
        .entity(apiUsers.create(wish, signedIn.operatorName(), keys.of("api-user.create", wish)))
        .build();
  }

  @GET
  @Path("api-users")
  @Operation(summary = "API users")
  public Page<ApiUserView> list(
      @QueryParam("email") @Nullable String email,
      @QueryParam("api_key") @Nullable String apiKey,
      @Parameter(
              description =
                  "A part of the e-mail, the key, or the key or address of one of its sites")
          @QueryParam("search")
          @Nullable String search,
      @QueryParam("active") @Nullable String active,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return apiUsers.list(
        Parameters.text("email", email),
        Parameters.text("api_key", apiKey),
        Parameters.text("search", search),
        Parameters.flag("active", active),
        Parameters.page(limit, after));
  }

  @GET
  @Path("api-users/{id}")
  @Operation(summary = "One API user")
  @APIResponseSchema(value = ApiUserView.class, responseCode = "200")
  public Response get(@PathParam("id") UUID id) {
    return answer(apiUsers.find(id));
  }

  @PATCH
  @Path("api-users/{id}")
  @Operation(summary = "Changes an API user")
  @APIResponseSchema(value = ApiUserView.class, responseCode = "200")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response change(
      @PathParam("id") UUID id,
      @Parameter(required = true) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      ChangeApiUser change) {
    return answer(apiUsers.change(id, Versions.expected(ifMatch), change, signedIn.operatorName()));
  }

  /** The new secret is in this answer and never again. */
  @POST
  @Path("api-users/{id}/rotate-secret")
  @Operation(summary = "Makes a new secret; the old one is good for a while")
  public ApiUserAdmin.Keys rotate(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @QueryParam("overlap") @Nullable String overlap) {
    return apiUsers.rotate(
        id,
        Versions.ifGiven(ifMatch),
        Parameters.duration("overlap", overlap),
        signedIn.operatorName());
  }

  @POST
  @Path("api-users/{id}/revoke")
  @Operation(summary = "Refuses an API user from now on")
  @APIResponseSchema(value = ApiUserView.class, responseCode = "200")
  public Response revoke(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(apiUsers.revoke(id, Versions.ifGiven(ifMatch), signedIn.operatorName()));
  }

  @POST
  @Path("api-users/{id}/activate")
  @Operation(summary = "Takes an API user again")
  @APIResponseSchema(value = ApiUserView.class, responseCode = "200")
  public Response activate(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(apiUsers.activate(id, Versions.ifGiven(ifMatch), signedIn.operatorName()));
  }

  private static Response answer(ApiUserView user) {
    return Versions.answer(user, user.version());
  }
}
