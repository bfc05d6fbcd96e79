package bankapi.platform.boundary;

import bankapi.platform.control.HealthCheck.Probe;
import bankapi.platform.control.HealthReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Health for load balancers and operators, in the shape of MicroProfile Health, whose own endpoints
 * do not see an EAR on every server. 503 when not UP; open to everybody.
 */
@Tag(name = "Health and metrics")
@Path("health")
@RequestScoped
@Guest
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

  @Inject HealthReport health;

  /** The application was loaded: migrations and configuration checks are behind it. */
  @GET
  @Path("started")
  @Operation(summary = "Whether it has started")
  public Response started() {
    return answer(Probe.STARTED);
  }

  /** DOWN where only a restart helps. */
  @GET
  @Path("live")
  @Operation(summary = "503 where only a restart helps")
  public Response live() {
    return answer(Probe.LIVE);
  }

  /** DOWN where no request can be served; every dependency is named with its state. */
  @GET
  @Path("ready")
  @Operation(summary = "503 where no request can be served; names every dependency")
  public Response ready() {
    return answer(Probe.READY);
  }

  private Response answer(Probe probe) {
    HealthReport.Report report = health.of(probe);
    return Response.status(report.up() ? 200 : 503)
        .header("Cache-Control", "no-store")
        .entity(report.json().toString())
        .build();
  }
}
