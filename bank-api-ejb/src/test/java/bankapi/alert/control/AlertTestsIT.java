package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.AuditView;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.PageWish;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AlertTestsIT {

  private static final String OPERATOR = "olivia";

  private final AuditTrail audit;

  AlertTestsIT(TestDatabase database) {
    audit =
        database.store(
            AuditTrail.class, database.store(Audit.class, database.clock, new CallingToken()));
  }

  @Test
  void whoTestsIsWrittenDownBeforeAnythingLeaves() {
    List<String> seen = new ArrayList<>();
    AlertChannel channel =
        new AlertChannel() {
          @Override
          public String key() {
            return "chat";
          }

          @Override
          public String name() {
            return "chat";
          }

          @Override
          public Said send(AlertMessage message) {
            seen.addAll(audited());
            return Said.ARRIVED;
          }
        };
    AlertTests tests =
        TestBeans.create(
            AlertTests.class, new AlertChannels(List.of(channel)), TestAlerts.texts("en"), audit);
    assertThat(tests.test(OPERATOR)).containsExactly(new AlertTests.Tried("chat", true, null));
    assertThat(seen).containsExactly("alert.test");
    assertThat(audited()).containsExactly("alert.test");
  }

  private List<String> audited() {
    return audit
        .list(OPERATOR, null, null, null, null, null, new PageWish(50, null))
        .data()
        .stream()
        .map(AuditView::action)
        .toList();
  }
}
