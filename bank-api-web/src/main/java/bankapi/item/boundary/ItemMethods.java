package bankapi.item.boundary;

import bankapi.frappe.boundary.Arguments;
import bankapi.frappe.boundary.FrappeAnswer;
import bankapi.item.control.Freshness;
import bankapi.item.control.ItemDetails;
import bankapi.item.control.Items;
import bankapi.site.boundary.CallingSite;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a site may do with an item: look, refresh, delete. */
@Tag(name = "Sites' API: items")
@SecurityRequirement(name = "site")
@Path("method")
@RequestScoped
public class ItemMethods {

  static final String LINK_PREFIX = "bank_api.bridge.";

  @Inject Arguments arguments;
  @Inject CallingSite calling;
  @Inject Items items;

  @POST
  @Path("bank_api.bridge.get_bridge_item_details")
  @Operation(summary = "Health, dates and end of consent of an item, and what to do")
  public Response details() {
    ItemDetails details =
        items.details(
            calling.caller(),
            arguments.requiredId("item_id"),
            text("site"),
            text("user"),
            text("lang"));
    return FreshnessHeaders.on(
        FrappeAnswer.message(ItemDocument.of(details)), Freshness.of(details.item()));
  }

  @POST
  @Path("bank_api.bridge.delete_bridge_item_id")
  @Operation(summary = "Deletes an item at Bridge and here")
  public Response delete() {
    long itemId = arguments.requiredId("item_id");
    items.delete(calling.caller(), itemId, text("site"), text("user"));
    return FrappeAnswer.message(new DeletedItem(itemId, true));
  }

  @POST
  @Path("bank_api.bridge.post_item_refresh")
  @Operation(summary = "Wishes a refresh, where Bridge offers one")
  public Response refresh() {
    long itemId = arguments.requiredId("item_id");
    boolean accepted = items.refresh(calling.caller(), itemId, text("site"), text("user"));
    return FrappeAnswer.message(
        accepted ? RefreshAnswer.accepted(itemId) : RefreshAnswer.notOffered(itemId));
  }

  private @Nullable String text(String name) {
    return arguments.text(name).orElse(null);
  }
}
