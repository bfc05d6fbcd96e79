package bankapi.schedule.control;

import bankapi.platform.control.HealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Set;

/**
 * Whether the server's timers go off: without them nothing is delivered, and only a restart helps.
 * A round that hangs is named and is no reason for a restart, for it may wait for the database.
 */
@ApplicationScoped
public class TimerHealth implements HealthCheck {

  private static final Duration DEAD = Duration.ofMinutes(1);
  private static final Duration HANGS = Duration.ofMinutes(5);

  @Inject Beats beats;

  @Override
  public String name() {
    return "timers";
  }

  @Override
  public Set<Probe> vitalFor() {
    return Set.of(Probe.LIVE);
  }

  @Override
  public Finding look() {
    Duration silence = beats.silence();
    JsonObjectBuilder data =
        Json.createObjectBuilder().add("last_beat_seconds", silence.toSeconds());
    beats.longerThan(HANGS).ifPresent(round -> data.add("hanging_round", round));
    return new Finding(silence.compareTo(DEAD) < 0, data.build());
  }
}
