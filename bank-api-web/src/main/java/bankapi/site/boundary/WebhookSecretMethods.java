package bankapi.site.boundary;

import bankapi.frappe.boundary.Arguments;
import bankapi.frappe.boundary.FrappeAnswer;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.SiteView;
import bankapi.site.control.Tenancy;
import bankapi.site.control.WebhookSecrets;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A site's own webhook secret: without it nobody can verify anything. */
@Tag(name = "Sites' API: webhooks")
@SecurityRequirement(name = "site")
@Path("method")
@RequestScoped
public class WebhookSecretMethods {

  @Inject Arguments arguments;
  @Inject CallingSite calling;
  @Inject Tenancy tenancy;
  @Inject WebhookSecrets secrets;

  @POST
  @Path("bank_api.webhooks.get_secret")
  @Operation(summary = "The secret that verifies webhooks")
  public Response get() {
    onlyByPost();
    SiteView site = site();
    return FrappeAnswer.message(
        new SecretAnswer(site.siteKey(), secrets.read(site.id(), calling.caller().apiKey())));
  }

  @POST
  @Path("bank_api.webhooks.rotate_secret")
  @Operation(summary = "A new secret; the old one signs beside it for a day")
  public Response rotate() {
    onlyByPost();
    SiteView site = site();
    WebhookSecrets.Rotated rotated = secrets.rotate(site.id(), null, calling.caller().apiKey());
    return FrappeAnswer.message(
        new RotatedSecret(site.siteKey(), rotated.secret(), rotated.previousUntil()));
  }

  private void onlyByPost() {
    if (!arguments.verb().equals("POST")) {
      throw new GatewayException(GatewayException.Code.FORBIDDEN, "Not permitted: use POST");
    }
  }

  private SiteView site() {
    return tenancy.siteOf(calling.caller(), arguments.text("site").orElse(null));
  }
}
