package bankapi.frappe.boundary;

import bankapi.platform.boundary.Guest;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Answers the names nobody else has. The split of the path between class and method is needed: with
 * the whole template on the class Jersey would prefer it to every real method.
 */
@Path("method")
@RequestScoped
@Guest
public class UnknownMethod {

  private static final int SHOWN = 140;

  @POST
  @Operation(hidden = true)
  @Path("{name}")
  public Response unknown(@PathParam("name") String name) {
    throw new GatewayException(
        Code.INVALID_ARGUMENT,
        "Failed to get method for command "
            + (name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name));
  }
}
