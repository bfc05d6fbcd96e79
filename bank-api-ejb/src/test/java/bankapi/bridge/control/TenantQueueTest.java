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
      many.add(queue.join(busy, false));
    }
    Ticket one = queue.join(quiet, false);
    queue.serveNext();
    queue.serveNext();
    assertThat(one.served()).isTrue();
    assertThat(many).extracting(Ticket::served).containsExactly(true, false, false, false, false);
    queue.serveNext();
    assertThat(many).extracting(Ticket::served).containsExactly(true, true, false, false, false);
  }

  @Test
  void whoLeavesIsNotServed() {
    Ticket gone = queue.join(busy, false);
    Ticket next = queue.join(busy, false);
    queue.leave(gone);
    assertThat(queue.size()).isEqualTo(1);
    queue.serveNext();
    assertThat(gone.served()).isFalse();
    assertThat(next.served()).isTrue();
    queue.leave(next);
    assertThat(queue.size()).isZero();
    queue.serveNext();
  }

  @Test
  void whatNobodyWaitsForComesLastButComes() {
    Ticket news = queue.join(busy, true);
    List<Ticket> people = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      people.add(queue.join(quiet, false));
    }
    queue.serveNext();
    assertThat(news.served()).isFalse();
    assertThat(people.get(0).served()).isTrue();
    for (int i = 0; i < 4; i++) {
      queue.serveNext();
    }
    assertThat(news.served()).isTrue();
    assertThat(people.stream().filter(Ticket::served).count()).isEqualTo(4);
    Ticket alone = queue.join(busy, true);
    people.forEach(queue::leave);
    queue.serveNext();
    assertThat(alone.served()).isTrue();
    assertThat(queue.size()).isZero();
  }
}
