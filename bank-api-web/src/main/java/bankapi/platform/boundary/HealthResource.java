package bankapi.platform.boundary;

import bankapi.platform.control.ReadinessCheck;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Health for load balancers and operators, in the shape of MicroProfile Health, whose own endpoints
 * do not see an EAR on every server: {@code {"status": "UP", "checks": [{"name", "status"}]}}. 503
 * when not UP. A dependency that is down but not vital is named and changes nothing else.
 */
@Path("health")
@RequestScoped
@Guest
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

  @Inject @Any Instance<ReadinessCheck> checks;

  /** The application was loaded: migrations and configuration checks are behind it. */
  @GET
  @Path("started")
  public Response started() {
    return answer(true, Json.createArrayBuilder());
  }

  @GET
  @Path("live")
  public Response live() {
    return answer(true, Json.createArrayBuilder());
  }

  @GET
  @Path("ready")
  public Response ready() {
    boolean ready = true;
    JsonArrayBuilder found = Json.createArrayBuilder();
    for (ReadinessCheck check : checks) {
      boolean up = check.up();
      ready &= up || !check.vital();
      found.add(
          Json.createObjectBuilder().add("name", check.name()).add("status", up ? "UP" : "DOWN"));
    }
    return answer(ready, found);
  }

  private static Response answer(boolean up, JsonArrayBuilder checks) {
    String json =
        Json.createObjectBuilder()
            .add("status", up ? "UP" : "DOWN")
            .add("checks", checks)
            .build()
            .toString();
    return Response.status(up ? 200 : 503).header("Cache-Control", "no-store").entity(json).build();
  }
}
