package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.delivery.control.TargetAddress;
import bankapi.delivery.control.TargetView;
import bankapi.delivery.control.WebhookTargets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The addresses of sites that fail, as they are warned of and suspended. */
@ApplicationScoped
public class TargetAlerts implements AlertSource {

  private static final int MOST = 500;
  private static final int SUSPENDED = 100;

  @Inject WebhookTargets targets;
  @Inject Clock clock;

  /** The newest trouble; where there is more, what was told of is looked up by itself. */
  @Override
  public List<Sight> look() {
    Instant now = clock.instant();
    List<TargetView> troubled = targets.troubled(MOST);
    return List.of(
        new Sight(
            Alert.Kind.TARGET_FAILING,
            now,
            troubled.stream().map(TargetAlerts::condition).toList(),
            troubled.size() < MOST ? subject -> Optional.empty() : this::lookUp));
  }

  private Optional<Condition> lookUp(String subject) {
    return targets.troubled(UUID.fromString(subject)).map(TargetAlerts::condition);
  }

  /** Of the address no path is told: some put a secret there. */
  private static Condition condition(TargetView target) {
    boolean active = target.state().equals("active");
    Instant since = target.failingSince();
    return new Condition(
        target.id().toString(),
        since == null ? target.changedAt() : since,
        active ? target.warnedPercent() : SUSPENDED,
        active ? "failing" : target.state(),
        "/sites/" + target.siteId(),
        Map.of(
            "site",
            PlainText.of(target.siteKey()),
            "address",
            PlainText.of(TargetAddress.originOf(target.url())),
            "percent",
            String.valueOf(target.warnedPercent())));
  }
}
