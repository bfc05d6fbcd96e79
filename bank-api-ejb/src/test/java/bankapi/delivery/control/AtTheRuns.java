package bankapi.delivery.control;

import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.PageWish;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** One who cancels or replays many deliveries of a site. */
abstract class AtTheRuns extends AtTheOutbox {

  DeliveryRuns runs;
  UUID site;

  AtTheRuns(TestDatabase database) {
    super(database);
  }

  @BeforeEach
  void start() {
    runs = TestBeans.create(DeliveryRuns.class, outbox.runs);
    site = outbox.site();
  }

  List<DeliveryRunView> found(@Nullable String action, @Nullable String state) {
    return outbox.runs.list(action, state, new PageWish(50, null)).data();
  }

  /** An id of an earlier millisecond is before now. */
  void pass() {
    outbox.clock.pass(Duration.ofMillis(1));
  }
}
