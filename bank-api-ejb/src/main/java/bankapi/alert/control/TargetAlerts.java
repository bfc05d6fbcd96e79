package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.delivery.control.TargetAddress;
import bankapi.delivery.control.TargetView;
import bankapi.delivery.control.WebhookTargets;
import bankapi.delivery.control.WebhookTargets.Troubled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The addresses of sites that fail, as they are warned of and suspended. */
@ApplicationScoped
public class TargetAlerts implements AlertSource {

  private static final int MOST = 500;
  private static final int SUSPENDED = 100;

  @Inject WebhookTargets targets;
  @Inject Clock clock;

  /** Where there are more than are read, nothing is known of the others. */
  @Override
  public List<Sight> look() {
    Instant now = clock.instant();
    List<Troubled> troubled = targets.troubled(MOST);
    return List.of(
        new Sight(
            Alert.Kind.TARGET_FAILING,
            troubled.size() < MOST ? now : Instant.MIN,
            troubled.stream().map(TargetAlerts::condition).toList()));
  }

  /** Of the address no path is told: some put a secret there. */
  private static Condition condition(Troubled troubled) {
    TargetView target = troubled.target();
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
            PlainText.of(troubled.siteKey()),
            "address",
            PlainText.of(TargetAddress.originOf(target.url())),
            "percent",
            String.valueOf(target.warnedPercent())));
  }
}
