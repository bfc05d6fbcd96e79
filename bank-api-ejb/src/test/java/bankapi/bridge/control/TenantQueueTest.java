package bankapi.bridge.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.TenantQueue.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantQueueTest {

  private final TenantQueue queue = new TenantQueue();
  private final UUID busy = UUID.randomUUID();
  private final UUID quiet = UUID.randomUUID();

  @Test
  void tenantsTakeTurns() {
    List<Ticket> many = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      many.add(queue.join(busy));
    }
    Ticket one = queue.join(quiet);
    queue.serveNext();
    queue.serveNext();
    assertThat(one.served()).isTrue();
    assertThat(many).extracting(Ticket::served).containsExactly(true, false, false, false, false);
    queue.serveNext();
    assertThat(many).extracting(Ticket::served).containsExactly(true, true, false, false, false);
  }

  @Test
  void whoLeavesIsNotServed() {
    Ticket gone = queue.join(busy);
    Ticket next = queue.join(busy);
    queue.leave(gone);
    assertThat(queue.size()).isEqualTo(1);
    queue.serveNext();
    assertThat(gone.served()).isFalse();
    assertThat(next.served()).isTrue();
    queue.leave(next);
    assertThat(queue.size()).isZero();
    queue.serveNext();
  }
}
