package bankapi.item.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.item.control.ItemAdmin;
import bankapi.item.control.ItemFilter;
import bankapi.item.control.ItemView;
import bankapi.platform.control.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Items, whoever owns them. */
@Tag(name = "Items")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ItemAdminResource {

  @Inject ItemAdmin items;

  @GET
  @Path("items")
  @Operation(summary = "Items, whoever owns them")
  public Page<ItemView> list(
      @QueryParam("item_id") @Nullable String itemId,
      @QueryParam("site_id") @Nullable String siteId,
      @QueryParam("site_key") @Nullable String siteKey,
      @QueryParam("user") @Nullable String user,
      @QueryParam("bank") @Nullable String bank,
      @QueryParam("provider_id") @Nullable String providerId,
      @QueryParam("status") @Nullable String status,
      @QueryParam("deleted") @Nullable String deleted,
      @QueryParam("consent_ends_from") @Nullable String consentEndsFrom,
      @QueryParam("consent_ends_before") @Nullable String consentEndsBefore,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return items.list(
        new ItemFilter(
            Parameters.number("item_id", itemId),
            Parameters.uuid("site_id", siteId),
            Parameters.text("site_key", siteKey),
            Parameters.text("user", user),
            Parameters.text("bank", bank),
            Parameters.number("provider_id", providerId),
            Parameters.integer("status", status),
            Parameters.flag("deleted", deleted),
            Parameters.time("consent_ends_from", consentEndsFrom),
            Parameters.time("consent_ends_before", consentEndsBefore)),
        Parameters.page(limit, after));
  }

  @GET
  @Path("items/{item_id}")
  @Operation(summary = "One item")
  public ItemView get(@PathParam("item_id") long itemId) {
    return items.find(itemId);
  }
}
