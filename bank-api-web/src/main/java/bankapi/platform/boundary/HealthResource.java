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

/**
 * Health for load balancers and operators, in the shape of MicroProfile Health, whose own endpoints
 * do not see an EAR on every server. 503 when not UP; open to everybody.
 */
@Path("health")
@RequestScoped
@Guest
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

  @Inject HealthReport health;

  /** The application was loaded: migrations and configuration checks are behind it. */
  @GET
  @Path("started")
  public Response started() {
    return answer(Probe.STARTED);
  }

  /** DOWN where only a restart helps. */
  @GET
  @Path("live")
  public Response live() {
    return answer(Probe.LIVE);
  }

  /** DOWN where no request can be served; every dependency is named with its state. */
  @GET
  @Path("ready")
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
