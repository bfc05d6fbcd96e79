package bankapi.frappe.boundary;

import bankapi.platform.boundary.Guest;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.boundary.Version;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The methods every Frappe server has and clients probe for. */
@Tag(name = "Sites' API: Frappe's own")
@Path("method")
@RequestScoped
public class UtilityMethods {

  @Inject SignedIn signedIn;

  @POST
  @Path("ping")
  @Operation(summary = "Answers pong")
  @Guest
  public Response ping() {
    return FrappeAnswer.message("pong");
  }

  @POST
  @Path("frappe.ping")
  @Operation(summary = "Answers pong")
  @Guest
  public Response frappePing() {
    return ping();
  }

  @POST
  @Path("version")
  @Operation(summary = "The version of the gateway")
  @Guest
  public Response version() {
    return FrappeAnswer.message(Version.current());
  }

  /** Nothing to end: there is no session. Clients call it when they leave. */
  @POST
  @Path("logout")
  @Operation(summary = "Ends nothing: there is no session")
  @Guest
  public Response logout() {
    return FrappeAnswer.message(null);
  }

  /** "Are my keys good?": the contact address of the API user. */
  @POST
  @Path("frappe.auth.get_logged_user")
  @Operation(summary = "The contact address of the API user")
  @SecurityRequirement(name = "site")
  public Response loggedUser() {
    return FrappeAnswer.message(signedIn.site().orElseThrow());
  }
}
