package bankapi.delivery.boundary;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import bankapi.delivery.control.DeliveryAttemptView;
import bankapi.delivery.control.DeliveryView;
import bankapi.platform.boundary.SnakeCaseJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SiteDeliveryTest {

  private static final DeliveryView DELIVERY =
      new DeliveryView(
          new UUID(0, 1),
          new UUID(0, 2),
          "erp",
          new UUID(0, 3),
          4711L,
          "item.refreshed",
          "https://site.example.com/webhook",
          "pending",
          false,
          1,
          Instant.EPOCH,
          Instant.EPOCH.plusMillis(5),
          null,
          503,
          null);

  private final SnakeCaseJson json = new SnakeCaseJson();

  @Test
  void inAListItHasItsNullsAndNoLog() {
    assertThatJson(json.write(SiteDelivery.of(DELIVERY)))
        .isEqualTo(
            "{id: '00000000-0000-0000-0000-000000000001', event: 'item.refreshed',"
                + " webhook_url: 'https://site.example.com/webhook', state: 'pending',"
                + " held: false, attempts: 1, created_at: '1970-01-01T00:00:00Z',"
                + " next_attempt_at: '1970-01-01T00:00:00.005Z', settled_at: null,"
                + " last_status: 503, last_error: null}");
  }

  @Test
  void aloneItHasItsLog() {
    DeliveryAttemptView attempt =
        new DeliveryAttemptView(Instant.EPOCH, 12, "retry", 503, null, "later");

    assertThatJson(json.write(SiteDelivery.of(DELIVERY, List.of(attempt))))
        .node("attempt_log")
        .isEqualTo(
            "[{attempted_at: '1970-01-01T00:00:00Z', duration_ms: 12, outcome: 'retry',"
                + " status: 503, error: null, excerpt: 'later'}]");
  }
}
