package bankapi.delivery.control;

import bankapi.platform.control.HealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Duration;
import java.util.Set;

/** Warns when webhooks are due for longer than they should wait for a thread. */
@ApplicationScoped
public class DeliveryHealth implements HealthCheck {

  static final Duration TOO_LONG = Duration.ofMinutes(5);

  @Inject DeliveryWatch watch;

  @Override
  public String name() {
    return "deliveries";
  }

  @Override
  public Set<Probe> vitalFor() {
    return Set.of();
  }

  @Override
  public Finding look() {
    return watch.counts().map(this::judge).orElse(Finding.of(false));
  }

  private Finding judge(DeliveryCounts counts) {
    Duration behind = watch.behind(counts);
    return new Finding(
        behind.compareTo(TOO_LONG) < 0,
        Json.createObjectBuilder()
            .add("due", counts.due())
            .add("oldest_due_seconds", behind.toSeconds())
            .build());
  }
}
