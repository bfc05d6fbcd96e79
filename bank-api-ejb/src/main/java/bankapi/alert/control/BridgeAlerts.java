package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.bridge.control.ApplicationBudget;
import bankapi.bridge.control.BridgeWatch;
import bankapi.bridge.control.BudgetUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether Bridge takes our credentials, as this node's own calls met it, and our budget there. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class BridgeAlerts implements AlertSource {

  /**
   * A node that was refused says so again sooner than this, in its next round: until then, what
   * another one's call met says nothing about it.
   */
  private static final Duration ROUND = Duration.ofMinutes(1);

  /** From this share of the budget on, in percent, it is near its end. */
  @Inject
  @ConfigProperty(name = "bankapi.alert.budget-percent", defaultValue = "90")
  int budgetPercent;

  @Inject BridgeWatch watch;
  @Inject ApplicationBudget budget;
  @Inject Clock clock;

  @Override
  public List<Sight> look() {
    return List.of(credentials(), budget());
  }

  /** A node that has asked nothing since knows nothing: another may have been refused. */
  Sight credentials() {
    return watch.credentialsRefused()
        ? new Sight(
            Alert.Kind.BRIDGE_CREDENTIALS,
            Instant.MIN,
            List.of(new Condition("", null, 0, "", "/settings", Map.of())))
        : new Sight(
            Alert.Kind.BRIDGE_CREDENTIALS,
            watch.lastTaken().map(at -> at.minus(ROUND)).orElse(Instant.MIN),
            List.of());
  }

  private Sight budget() {
    BudgetUse use = budget.use();
    return new Sight(
        Alert.Kind.BRIDGE_BUDGET,
        clock.instant(),
        use.usedPercent() < budgetPercent
            ? List.of()
            : List.of(
                new Condition(
                    "",
                    null,
                    0,
                    "",
                    "/",
                    Map.of(
                        "percent",
                        String.valueOf(use.usedPercent()),
                        "limit",
                        String.valueOf(use.limit())))));
  }
}
