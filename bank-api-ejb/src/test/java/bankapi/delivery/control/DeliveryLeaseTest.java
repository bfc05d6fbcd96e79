package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.TestBeans;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryLeaseTest {

  private final PostLimits limits = TestBeans.create(PostLimits.class);
  private final DeliveryLease lease = TestBeans.create(DeliveryLease.class, limits);

  @Test
  void oneThatNoAttemptFitsIntoStopsTheStart() {
    assertThatCode(lease::check).as("as it is by default").doesNotThrowAnyException();
    limits.totalTimeout = Duration.ofMinutes(2);
    assertThatThrownBy(lease::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bankapi.delivery.lease (PT2M)")
        .hasMessageContaining("bankapi.delivery.total-timeout (PT2M)");
    lease.lease = Duration.ofMinutes(3);
    assertThatCode(lease::check).doesNotThrowAnyException();
  }
}
