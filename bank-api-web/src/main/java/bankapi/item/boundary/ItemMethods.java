package bankapi.item.boundary;

import bankapi.frappe.boundary.Arguments;
import bankapi.frappe.boundary.FrappeAnswer;
import bankapi.item.control.Freshness;
import bankapi.item.control.ItemDetails;
import bankapi.item.control.ItemView;
import bankapi.item.control.Items;
import bankapi.site.boundary.CallingSite;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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

  private static final String LINK_PREFIX = "bank_api.bridge.";

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
        FrappeAnswer.message(document(details)), Freshness.of(details.item()));
  }

  @POST
  @Path("bank_api.bridge.delete_bridge_item_id")
  @Operation(summary = "Deletes an item at Bridge and here")
  public Response delete() {
    long itemId = arguments.requiredId("item_id");
    items.delete(calling.caller(), itemId, text("site"), text("user"));
    return FrappeAnswer.message(
        Json.createObjectBuilder().add("item_id", itemId).add("deleted", true).build());
  }

  @POST
  @Path("bank_api.bridge.post_item_refresh")
  @Operation(summary = "Wishes a refresh, where Bridge offers one")
  public Response refresh() {
    long itemId = arguments.requiredId("item_id");
    boolean accepted = items.refresh(calling.caller(), itemId, text("site"), text("user"));
    JsonObjectBuilder answer =
        Json.createObjectBuilder().add("item_id", itemId).add("accepted", accepted);
    if (!accepted) {
      answer
          .add("reason", "not_offered")
          .add("way_out", LINK_PREFIX + "get_sca_authentication_link")
          .add(
              "description",
              "Bridge refreshes items by itself once or twice a day and no longer on demand."
                  + " To have it done now, send the user through the link of this method.");
    }
    return FrappeAnswer.message(answer.build());
  }

  /** The "Bridge Item" document: without nulls, as Frappe's documents are. */
  private static JsonObject document(ItemDetails details) {
    ItemView item = details.item();
    JsonObjectBuilder document =
        Json.createObjectBuilder()
            .add("doctype", "Bridge Item")
            .add("name", String.valueOf(item.itemId()))
            .add("item_id", item.itemId());
    add(document, "bank", item.bank());
    document.add("site", item.siteKey()).add("user", item.user()).add("status", item.status());
    add(document, "status_code_info", item.statusInfo());
    add(document, "status_code_description", details.statusDescription());
    document.add("needs_action", details.needsAction());
    add(document, "way_out", details.wayOut() == null ? null : LINK_PREFIX + details.wayOut());
    if (item.providerId() != null) {
      document.add("provider_id", item.providerId());
    }
    add(document, "account_types", item.accountTypes());
    add(document, "authentication_expires_at", item.authenticationExpiresAt());
    add(document, "last_successful_refresh", item.lastSuccessfulRefresh());
    add(document, "last_try_refresh", item.lastTryRefresh());
    return document.add("stale", details.stale()).build();
  }

  private static void add(JsonObjectBuilder document, String name, @Nullable Object value) {
    if (value != null) {
      document.add(name, value.toString());
    }
  }

  private @Nullable String text(String name) {
    return arguments.text(name).orElse(null);
  }
}
