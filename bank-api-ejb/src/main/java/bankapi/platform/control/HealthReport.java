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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks every {@link HealthCheck} and puts the answers together. The same probe within a second is
 * answered from the last one: the address is open to everybody, and asking costs a connection.
 */
@ApplicationScoped
public class HealthReport {

  private static final Logger LOGGER = System.getLogger(HealthReport.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(1);

  @Inject @Any Instance<HealthCheck> checks;
  @Inject Clock clock;

  /** One each: whoever asks whether this lives must not wait for a database that hangs. */
  private final Map<Probe, Kept> kept =
      Map.of(Probe.STARTED, new Kept(), Probe.LIVE, new Kept(), Probe.READY, new Kept());

  private static final class Kept {
    private @Nullable Report last;

    synchronized Report or(Supplier<Report> ask, Clock clock) {
      Report known = last;
      if (known == null
          || Duration.between(known.at(), clock.instant()).abs().compareTo(FRESH) >= 0) {
        known = ask.get();
        last = known;
      }
      return known;
    }
  }

  /**
   * What a probe is told.
   *
   * @param json {@code {"status": "UP|DOWN", "checks": [{"name", "status": "UP|WARN|DOWN",
   *     "data"}]}}
   */
  public record Report(boolean up, JsonObject json, Instant at) {}

  public Report of(Probe probe) {
    return Objects.requireNonNull(kept.get(probe))
        .or(() -> report(probe, checks, clock.instant()), clock);
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
    JsonObject json =
        Json.createObjectBuilder().add("status", up ? "UP" : "DOWN").add("checks", found).build();
    return new Report(up, json, at);
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
