package bankapi.bridge.control;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who waits for a request to Bridge: tenants take turns, and within a tenant the first come is the
 * first served, so that one tenant's thousand calls delay another's single call by one. Calls that
 * nobody waits for come after all others, except that every fifth turn is theirs: news are late
 * under load, never lost. Not safe for threads by itself.
 */
final class TenantQueue {

  private static final int BACKGROUND_TURN = 5;

  /** One waiting call. */
  static final class Ticket {
    private final Map<UUID, ArrayDeque<Ticket>> among;
    private final UUID tenant;
    private boolean served;

    private Ticket(Map<UUID, ArrayDeque<Ticket>> among, UUID tenant) {
      this.among = among;
      this.tenant = tenant;
    }

    boolean served() {
      return served;
    }
  }

  private final Map<UUID, ArrayDeque<Ticket>> waiting = new LinkedHashMap<>();
  private final Map<UUID, ArrayDeque<Ticket>> background = new LinkedHashMap<>();
  private int size;
  private int turn;

  Ticket join(UUID tenant, boolean inBackground) {
    Ticket ticket = new Ticket(inBackground ? background : waiting, tenant);
    ticket.among.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(ticket);
    size++;
    return ticket;
  }

  void leave(Ticket ticket) {
    ArrayDeque<Ticket> queue = ticket.among.get(ticket.tenant);
    if (queue != null && queue.remove(ticket)) {
      size--;
      if (queue.isEmpty()) {
        ticket.among.remove(ticket.tenant);
      }
    }
  }

  /** Serves the tenant whose turn it is; does nothing where nobody waits. */
  void serveNext() {
    turn = (turn + 1) % BACKGROUND_TURN;
    boolean backgroundFirst = turn == 0 && !background.isEmpty();
    serve(backgroundFirst || waiting.isEmpty() ? background : waiting);
  }

  private void serve(Map<UUID, ArrayDeque<Ticket>> among) {
    Iterator<Map.Entry<UUID, ArrayDeque<Ticket>>> tenants = among.entrySet().iterator();
    if (!tenants.hasNext()) {
      return;
    }
    Map.Entry<UUID, ArrayDeque<Ticket>> first = tenants.next();
    UUID tenant = first.getKey();
    ArrayDeque<Ticket> queue = first.getValue();
    tenants.remove();
    queue.remove().served = true;
    size--;
    if (!queue.isEmpty()) {
      among.put(tenant, queue);
    }
  }

  int size() {
    return size;
  }
}
