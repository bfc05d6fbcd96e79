package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.TestBeans;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionKeepTest {

  private final ConnectionKeep keep = TestBeans.create(ConnectionKeep.class);

  @Test
  void shorterThanALinkIsFollowedStopsTheStart() {
    assertThatCode(keep::check).as("as it is by default").doesNotThrowAnyException();
    keep.keep = Duration.ofHours(24).minusMillis(1);
    assertThatThrownBy(keep::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bankapi.connection.keep (PT23H59M59.999S)")
        .hasMessageContaining("bankapi.connection.lifetime (PT24H)");
    keep.keep = Duration.ofHours(24);
    assertThatCode(keep::check).doesNotThrowAnyException();
  }
}
