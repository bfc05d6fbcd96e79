package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryAttempt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an attempt makes of its delivery. */
public sealed interface DeliveryOutcome {

  void settle(Delivery delivery, Instant now);

  DeliveryAttempt.Outcome kind();

  /** The receiver has it. */
  record Delivered(int status) implements DeliveryOutcome {
    @Override
    public void settle(Delivery delivery, Instant now) {
      delivery.delivered(status, now);
    }

    @Override
    public DeliveryAttempt.Outcome kind() {
      return DeliveryAttempt.Outcome.DELIVERED;
    }
  }

  /** Another attempt follows. */
  record Retry(Instant at, @Nullable Integer status, String error) implements DeliveryOutcome {
    @Override
    public void settle(Delivery delivery, Instant now) {
      delivery.retry(at, status, error);
    }

    @Override
    public DeliveryAttempt.Outcome kind() {
      return DeliveryAttempt.Outcome.RETRY;
    }
  }

  /** A test: it is made once, whatever came of it. */
  record Tested(@Nullable Integer status, String error) implements DeliveryOutcome {
    @Override
    public void settle(Delivery delivery, Instant now) {
      delivery.tested(status, error, now);
    }

    @Override
    public DeliveryAttempt.Outcome kind() {
      return DeliveryAttempt.Outcome.DEAD;
    }
  }

  /** No other attempt follows unless somebody replays it. */
  record Dead(@Nullable Integer status, String error) implements DeliveryOutcome {
    @Override
    public void settle(Delivery delivery, Instant now) {
      delivery.dead(status, error, now);
    }

    @Override
    public DeliveryAttempt.Outcome kind() {
      return DeliveryAttempt.Outcome.DEAD;
    }
  }
}
