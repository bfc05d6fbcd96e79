package bankapi.sandbox.bridge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The sessions that were created, by the key in their address. */
public final class Sessions {

  private static final int REMEMBERED = 50_000;

  private final Map<UUID, Session> sessions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Session> eldest) {
          return size() > REMEMBERED;
        }
      };

  public synchronized void add(Session session) {
    sessions.put(session.key(), session);
  }

  public synchronized Optional<Session> find(UUID key) {
    return Optional.ofNullable(sessions.get(key));
  }

  public synchronized void clear() {
    sessions.clear();
  }
}
