package bankapi.alert.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.alert.control.AlertAdmin;
import bankapi.alert.control.AlertTests;
import bankapi.alert.control.AlertView;
import bankapi.platform.boundary.SignedIn;
import bankapi.platform.control.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is or was wrong, whom it was told, and trying the ways it is told. */
@Tag(name = "Alerts")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AlertAdminResource {

  @Inject AlertAdmin alerts;
  @Inject AlertTests tests;
  @Inject SignedIn signedIn;

  @GET
  @Path("alerts")
  @Operation(summary = "What is wrong and what was, the last opened first")
  public Page<AlertView> list(
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"open", "over"}))
          @QueryParam("state")
          @Nullable String state,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {
                        "deliveries_late",
                        "events_late",
                        "target_failing",
                        "bridge_silent",
                        "bridge_credentials",
                        "bridge_budget",
                        "consents_ending",
                        "bank_down"
                      }))
          @QueryParam("kind")
          @Nullable String kind,
      @QueryParam("lang") @Nullable String lang,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return alerts.list(
        Parameters.text("state", state),
        Parameters.text("kind", kind),
        Parameters.text("lang", lang),
        Parameters.page(limit, after));
  }

  /** Empty where nothing is set by which operators could be told. */
  @POST
  @Path("alerts/test")
  @Operation(summary = "Sends a test by each channel now and answers what each said")
  public Page<AlertTests.Tried> test() {
    return new Page<>(tests.test(signedIn.operatorName()), null);
  }
}
