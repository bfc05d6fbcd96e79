package bankapi.console.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Parameters;
import bankapi.console.control.Overview;
import bankapi.console.control.Overviews;
import bankapi.console.control.Schema;
import bankapi.console.control.Schemas;
import bankapi.console.control.Setting;
import bankapi.console.control.Settings;
import bankapi.console.control.SiteHealth;
import bankapi.console.control.SiteTimelines;
import bankapi.console.control.Timeline;
import bankapi.console.control.Timelines;
import bankapi.delivery.control.DeliveryHistory;
import bankapi.delivery.control.DeliverySeries;
import bankapi.platform.boundary.Commit;
import bankapi.platform.boundary.Version;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.AuditView;
import bankapi.platform.control.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The stories of connections and sites, the audit, and what this installation is. */
@Tag(name = "Console")
@SecurityRequirement(name = "operator")
@Path(AdminPath.V1)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConsoleAdminResource {

  @Inject HttpServletRequest request;
  @Inject Timelines timelines;
  @Inject SiteTimelines siteTimelines;
  @Inject AuditTrail audit;
  @Inject Overviews overviews;
  @Inject DeliveryHistory history;
  @Inject Settings settings;
  @Inject Schemas schemas;

  /**
   * What runs here.
   *
   * @param commit what it was built from; null where the build had no git
   * @param server as it calls itself
   * @param libraries what is packed into any of the archives
   */
  public record About(
      String version,
      @Nullable Commit commit,
      String server,
      String java,
      Schema database,
      List<Library> libraries) {}

  @GET
  @Path("connections/{request}/timeline")
  @Operation(summary = "The whole story of a connection request")
  public Timeline timeline(@PathParam("request") UUID connection) {
    return timelines.of(connection);
  }

  @GET
  @Path("sites/{id}/timeline")
  @Operation(
      summary = "All that happened at a site, latest first",
      description =
          "Links asked for, what became of them, Bridge's webhooks about the site's users, and"
              + " webhooks to the site with each attempt and the beginning of what was answered."
              + " The steps are those of a connection's story, without how Bridge's webhooks were"
              + " worked off.")
  public Page<Timeline.Step> siteTimeline(
      @PathParam("id") UUID site,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return siteTimelines.of(site, Parameters.page(limit, after));
  }

  @GET
  @Path("audit")
  @Operation(summary = "Who did what, newest first")
  public Page<AuditView> audit(
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("action") @Nullable String action,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("site_id") @Nullable String siteId,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return audit.list(
        Parameters.text("actor", actor),
        Parameters.text("action", action),
        Parameters.text("subject", subject),
        Parameters.uuid("site_id", siteId),
        Parameters.time("from", from),
        Parameters.time("until", until),
        Parameters.page(limit, after));
  }

  @GET
  @Path("overview")
  @Operation(summary = "Whether bank data flows, in figures")
  public Overview overview() {
    return overviews.now();
  }

  /** Without a span the last 24 hours; without a step, 48 of them. */
  @GET
  @Path("overview/deliveries")
  @Operation(summary = "Attempts to deliver over time: how many succeeded and how many failed")
  public DeliverySeries deliveries(
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @QueryParam("step") @Nullable String step) {
    return history.between(
        Parameters.time("from", from),
        Parameters.time("until", until),
        Parameters.duration("step", step));
  }

  @GET
  @Path("sites/{id}/health")
  @Operation(summary = "How a site is: its items by status, its deliveries by state")
  public SiteHealth siteHealth(@PathParam("id") UUID site) {
    return overviews.ofSite(site);
  }

  @GET
  @Path("settings")
  @Operation(summary = "The settings in force, secrets masked, with their source")
  public Page<Setting> settings() {
    return new Page<>(settings.inForce(), null);
  }

  @GET
  @Path("about")
  @Operation(summary = "Version, commit, server, database, migrations and libraries")
  public About about() {
    return new About(
        Version.current(),
        Version.commit().orElse(null),
        request.getServletContext().getServerInfo(),
        Runtime.version().toString(),
        schemas.current(),
        Libraries.packed());
  }
}
