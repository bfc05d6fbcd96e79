package bankapi.platform.boundary;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.Hashes;
import bankapi.platform.control.Meters;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Metrics for Prometheus, in its text format or in OpenMetrics, whichever it asks for. Only with
 * the bearer token {@code bankapi.metrics.token}; without that setting, for nobody.
 */
@Tag(name = "Health and metrics")
@Path("metrics")
@RequestScoped
@Guest
public class MetricsResource {

  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String BEARER = "Bearer ";

  /** What a scraper shows; nobody may read the metrics where it is not set. */
  @Inject
  @ConfigProperty(name = "bankapi.metrics.token")
  Optional<String> token = Optional.empty();

  @Inject Meters meters;

  @GET
  @Operation(summary = "Metrics for Prometheus, with the token of bankapi.metrics.token")
  public Response read(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    if (!isAllowed(authorization)) {
      throw new GatewayException(
          Code.FORBIDDEN, "Metrics need the token of bankapi.metrics.token as a bearer token");
    }
    String type = contentType(accept);
    return Response.ok(meters.scrape(type))
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header("Cache-Control", "no-store")
        .build();
  }

  private boolean isAllowed(@Nullable String authorization) {
    String shown = authorization == null ? "" : authorization;
    return token
        .map(String::strip)
        .filter(wanted -> !wanted.isEmpty())
        .filter(
            wanted ->
                shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    && Hashes.same(wanted, shown.substring(BEARER.length()).strip()))
        .isPresent();
  }

  static String contentType(@Nullable String accept) {
    return accept != null && accept.contains(OPEN_METRICS)
        ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";
  }
}
