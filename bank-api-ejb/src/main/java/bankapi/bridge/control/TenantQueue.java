package bankapi.bridge.control;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who waits for a request to Bridge: tenants take turns, and within a tenant the first come is the
 * first served, so that one tenant's thousand calls delay another's single call by one. Not safe
 * for threads by itself.
 */
final class TenantQueue {

  /** One waiting call. */
  static final class Ticket {
    private final UUID tenant;
    private boolean served;

    private Ticket(UUID tenant) {
      this.tenant = tenant;
    }

    boolean served() {
      return served;
    }
  }

  private final Map<UUID, ArrayDeque<Ticket>> waiting = new LinkedHashMap<>();
  private int size;

  Ticket join(UUID tenant) {
    Ticket ticket = new Ticket(tenant);
    waiting.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(ticket);
    size++;
    return ticket;
  }

  void leave(Ticket ticket) {
    ArrayDeque<Ticket> queue = waiting.get(ticket.tenant);
    if (queue != null && queue.remove(ticket)) {
      size--;
      if (queue.isEmpty()) {
        waiting.remove(ticket.tenant);
      }
    }
  }

  /** Serves the tenant whose turn it is; does nothing where nobody waits. */
  void serveNext() {
    Iterator<Map.Entry<UUID, ArrayDeque<Ticket>>> tenants = waiting.entrySet().iterator();
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
      waiting.put(tenant, queue);
    }
  }

  int size() {
    return size;
  }
}
