package bankapi.connection.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.connection.control.ConnectionAdmin;
import bankapi.connection.control.ConnectionFilter;
import bankapi.connection.control.ConnectionView;
import bankapi.connection.control.ItemRereads;
import bankapi.connection.control.Removals;
import bankapi.item.control.ItemView;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Connection requests, and the truth about an item on demand. */
@Tag(name = "Connections")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionAdminResource {

  @Inject ConnectionAdmin connections;
  @Inject ItemRereads rereads;
  @Inject Removals removals;
  @Inject SignedIn signedIn;

  @GET
  @Path("connections")
  @Operation(summary = "Connection requests, newest first")
  public Page<ConnectionView> list(
      @QueryParam("site_id") @Nullable String siteId,
      @QueryParam("site_key") @Nullable String siteKey,
      @QueryParam("user") @Nullable String user,
      @QueryParam("bank") @Nullable String bank,
      @QueryParam("item_id") @Nullable String itemId,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"open", "succeeded", "failed", "expired"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return connections.list(
        new ConnectionFilter(
            Parameters.uuid("site_id", siteId),
            Parameters.text("site_key", siteKey),
            Parameters.text("user", user),
            Parameters.text("bank", bank),
            Parameters.number("item_id", itemId),
            Parameters.text("state", state),
            Parameters.time("from", from),
            Parameters.time("until", until)),
        Parameters.page(limit, after));
  }

  @GET
  @Path("connections/{request}")
  @Operation(summary = "One connection request")
  public ConnectionView get(@PathParam("request") UUID request) {
    return connections.find(request);
  }

  /** What is read counts as if Bridge had sent a webhook. */
  @POST
  @Path("items/{item_id}/read")
  @Operation(summary = "Reads an item from Bridge now")
  public ItemView read(@PathParam("item_id") long itemId) {
    return rereads.read(itemId, signedIn.operatorName());
  }

  @DELETE
  @Path("items/{item_id}")
  @Operation(summary = "Deletes an item with its accounts and transactions, at Bridge and here")
  @APIResponse(responseCode = "204", description = "Deleted")
  public Response delete(@PathParam("item_id") long itemId) {
    removals.item(itemId, signedIn.operatorName());
    return Response.noContent().build();
  }
}
