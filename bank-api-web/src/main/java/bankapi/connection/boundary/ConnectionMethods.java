package bankapi.connection.boundary;

import bankapi.connection.control.Connections;
import bankapi.connection.control.LinkCommand;
import bankapi.connection.control.LinkView;
import bankapi.frappe.boundary.Arguments;
import bankapi.frappe.boundary.FrappeAnswer;
import bankapi.site.boundary.CallingSite;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.Registration;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The four link methods and the question what became of a request. */
@Tag(name = "Sites' API: links")
@SecurityRequirement(name = "site")
@Path("method")
@RequestScoped
public class ConnectionMethods {

  @Inject Arguments arguments;
  @Inject CallingSite calling;
  @Inject Connections connections;

  @POST
  @Path("bank_api.bridge.get_bridge_connect_link")
  @Operation(summary = "A link for the user to connect a bank")
  public Response connectLink() {
    return link(LinkCommand.Kind.CONNECT);
  }

  @POST
  @Path("bank_api.bridge.get_bridge_edit_link")
  @Operation(summary = "A link to mend or change a connection")
  public Response editLink() {
    return link(LinkCommand.Kind.EDIT);
  }

  @POST
  @Path("bank_api.bridge.get_sca_authentication_link")
  @Operation(summary = "A link to renew the consent")
  public Response scaLink() {
    return link(LinkCommand.Kind.SCA);
  }

  @POST
  @Path("bank_api.bridge.get_pro_confirmation_link")
  @Operation(summary = "A link for professional accounts")
  public Response proLink() {
    return link(LinkCommand.Kind.PRO);
  }

  @POST
  @Path("bank_api.bridge.get_bridge_item_id")
  @Operation(summary = "What became of a request")
  public Response itemId() {
    return FrappeAnswer.message(
        RequestAnswer.of(
            connections.request(
                calling.caller(),
                arguments.required("request"),
                arguments.text("site").orElse(null),
                arguments.text("user").orElse(null))));
  }

  private Response link(LinkCommand.Kind kind) {
    ApiCaller caller = calling.caller();
    LinkView link = connections.link(caller, command(kind));
    if (caller.linkAnswer() == ApiCaller.LinkAnswer.URL) {
      return FrappeAnswer.message(link.url().toString());
    }
    return FrappeAnswer.message(LinkAnswer.of(link));
  }

  private LinkCommand command(LinkCommand.Kind kind) {
    String lang = arguments.text("lang").orElse(null);
    return new LinkCommand(
        kind,
        new Registration(
            arguments.text("site").orElse(null),
            arguments.text("user").orElse(null),
            arguments.required("base_url"),
            arguments.required("redirect_url"),
            arguments.text("webhook_url").orElse(null),
            lang),
        arguments.text("bank").orElse(null),
        itemArgument(kind),
        arguments.text("user_email").orElse(null),
        arguments.id("provider_id").orElse(null),
        arguments.text("country_code").orElse(null),
        arguments.text("account_types").orElse(null),
        lang);
  }

  private @Nullable Long itemArgument(LinkCommand.Kind kind) {
    Optional<Long> itemId = arguments.id("item_id");
    return kind.needsItem() ? Long.valueOf(arguments.requiredId("item_id")) : itemId.orElse(null);
  }
}
