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

/** Banks and categories, as Bridge describes them. */
@Path("method")
@RequestScoped
public class BankMethods {

  @Inject Arguments arguments;
  @Inject CallingSite calling;
  @Inject ReferenceData data;

  @POST
  @Path("bank_api.bridge.get_single_bank")
  public JsonObject singleBank() {
    return data.bank(calling.caller(), arguments.requiredId("bank_id"));
  }

  @POST
  @Path("bank_api.bridge.get_category")
  public JsonValue category() {
    return data.category(
        calling.caller(),
        arguments.id("category_id").orElse(null),
        arguments.text("lang").orElse(null));
  }
}
