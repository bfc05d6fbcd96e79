package bankapi.event.control;

import bankapi.platform.control.HealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Duration;
import java.util.Set;

/** Warns when Bridge's webhooks lie about and are not worked off. */
@ApplicationScoped
public class EventHealth implements HealthCheck {

  private static final Duration TOO_LONG = Duration.ofMinutes(15);

  @Inject EventWatch watch;

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Set<Probe> vitalFor() {
    return Set.of();
  }

  @Override
  public Finding look() {
    return watch.counts().map(this::judge).orElse(Finding.of(false));
  }

  private Finding judge(EventCounts counts) {
    Duration behind = watch.behind(counts);
    return new Finding(
        behind.compareTo(TOO_LONG) < 0,
        Json.createObjectBuilder()
            .add("waiting", counts.waiting())
            .add("oldest_waiting_seconds", behind.toSeconds())
            .add("bridge_silent_seconds", counts.silence().silentFor().toSeconds())
            .build());
  }
}
