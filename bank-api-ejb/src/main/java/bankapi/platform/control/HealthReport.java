package bankapi.platform.control;

import bankapi.platform.control.HealthCheck.Finding;
import bankapi.platform.control.HealthCheck.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks every {@link HealthCheck} and puts the answers together. The same probe within a second is
 * answered from the last one: the address is open to everybody, and asking costs a connection.
 * Where a check does not come back, everybody is told after two seconds that it is DOWN, without a
 * list.
 */
@ApplicationScoped
public class HealthReport {

  private static final Logger LOGGER = System.getLogger(HealthReport.class.getName());

  @Inject @Any Instance<HealthCheck> checks;
  @Inject ServerThreads threads;
  @Inject Clock clock;

  /** One each: whoever asks whether this lives must not wait for a database that hangs. */
  private final Map<Probe, LatestReport> latest =
      Map.of(
          Probe.STARTED, new LatestReport(),
          Probe.LIVE, new LatestReport(),
          Probe.READY, new LatestReport());

  /**
   * What a probe is told.
   *
   * @param json {@code {"status": "UP|DOWN", "checks": [{"name", "status": "UP|WARN|DOWN",
   *     "data"}]}}
   */
  public record Report(boolean up, JsonObject json, Instant at) {

    static Report of(boolean up, JsonArrayBuilder checks, Instant at) {
      JsonObject json =
          Json.createObjectBuilder()
              .add("status", up ? "UP" : "DOWN")
              .add("checks", checks)
              .build();
      return new Report(up, json, at);
    }
  }

  public Report of(Probe probe) {
    return Objects.requireNonNull(latest.get(probe))
        .or(() -> report(probe, checks, clock.instant()), clock, threads);
  }

  static Report report(Probe probe, Iterable<HealthCheck> checks, Instant at) {
    boolean up = true;
    JsonArrayBuilder found = Json.createArrayBuilder();
    List<HealthCheck> all = new ArrayList<>();
    checks.forEach(all::add);
    all.sort(Comparator.comparing(HealthCheck::name));
    for (HealthCheck check : all) {
      boolean vital = check.vitalFor().contains(probe);
      if (vital || probe == Probe.READY) {
        Finding finding = look(check);
        up &= finding.well() || !vital;
        found.add(json(check.name(), vital, finding));
      }
    }
    return Report.of(up, found, at);
  }

  private static Finding look(HealthCheck check) {
    try {
      return check.look();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "The health check {0} failed: {1}", check.name(), e);
      return Finding.of(false);
    }
  }

  private static JsonObjectBuilder json(String name, boolean vital, Finding finding) {
    String trouble = vital ? "DOWN" : "WARN";
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("name", name).add("status", finding.well() ? "UP" : trouble);
    if (!finding.data().isEmpty()) {
      json.add("data", finding.data());
    }
    return json;
  }
}
