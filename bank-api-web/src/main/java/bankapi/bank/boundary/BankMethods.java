package bankapi.bank.boundary;

import bankapi.bank.control.ReferenceData;
import bankapi.frappe.boundary.Arguments;
import bankapi.site.boundary.CallingSite;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Banks and categories, as Bridge describes them. */
@Tag(name = "Sites' API: banks and categories")
@SecurityRequirement(name = "site")
@Path("method")
@RequestScoped
public class BankMethods {

  @Inject Arguments arguments;
  @Inject CallingSite calling;
  @Inject ReferenceData data;

  @POST
  @Path("bank_api.bridge.get_single_bank")
  @Operation(summary = "A bank")
  public JsonObject singleBank() {
    return data.bank(calling.caller(), arguments.requiredId("bank_id"));
  }

  @POST
  @Path("bank_api.bridge.get_category")
  @Operation(summary = "One category, or the whole tree")
  public JsonValue category() {
    return data.category(
        calling.caller(),
        arguments.id("category_id").orElse(null),
        arguments.text("lang").orElse(null));
  }
}
