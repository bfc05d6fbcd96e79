package bankapi.item.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.item.control.BankAdmin;
import bankapi.item.control.BankStory;
import bankapi.item.control.BankView;
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

/** How the banks are. */
@Tag(name = "Banks")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BankAdminResource {

  @Inject BankAdmin banks;

  @GET
  @Path("banks")
  @Operation(summary = "Banks that somebody has connected, with their items by status")
  public Page<BankView> list(
      @QueryParam("bank") @Nullable String bank,
      @QueryParam("down") @Nullable String down,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return banks.list(
        Parameters.text("bank", bank),
        Parameters.flag("down", down),
        Parameters.page(limit, after));
  }

  @GET
  @Path("banks/{provider_id}")
  @Operation(summary = "One bank, and when it was down")
  public BankStory get(@PathParam("provider_id") long providerId) {
    return banks.find(providerId);
  }
}
