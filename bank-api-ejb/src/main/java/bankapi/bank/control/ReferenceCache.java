package bankapi.bank.control;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what Bridge said, also that it has no such thing. What is old is read anew; while
 * Bridge cannot be asked, the old is given out. Each thing is read by one thread at a time.
 */
final class ReferenceCache<K, V> {

  /** What was read, or why it could not be: those who come meanwhile do not wait for it again. */
  private record Entry<V>(
      Optional<V> value, @Nullable GatewayException failure, Instant freshUntil) {

    Optional<V> get() {
      if (failure != null) {
        throw failure;
      }
      return value;
    }
  }

  private final ReferenceTimes times;
  private final Cache<K, Entry<V>> entries;
  private final Object[] locks = new Object[64];

  ReferenceCache(ReferenceTimes times, int size) {
    this.times = times;
    this.entries = Caffeine.newBuilder().maximumSize(size).build();
    for (int i = 0; i < locks.length; i++) {
      locks[i] = new Object();
    }
  }

  /**
   * @throws GatewayException what {@code read} threw, where nothing is remembered
   */
  Optional<V> get(K key, Supplier<Optional<V>> read) {
    Entry<V> known = entries.getIfPresent(key);
    if (known != null && fresh(known)) {
      return known.get();
    }
    synchronized (locks[Math.floorMod(key.hashCode(), locks.length)]) {
      known = entries.getIfPresent(key);
      return known != null && fresh(known) ? known.get() : renew(key, known, read);
    }
  }

  private Optional<V> renew(K key, @Nullable Entry<V> old, Supplier<Optional<V>> read) {
    try {
      Optional<V> value = read.get();
      entries.put(key, new Entry<>(value, null, times.goodUntil(value.isPresent())));
      return value;
    } catch (GatewayException e) {
      boolean passes = e.code() == Code.BRIDGE_UNAVAILABLE || e.code() == Code.TOO_MANY_REQUESTS;
      if (!passes) {
        throw e;
      }
      Entry<V> now =
          old == null || old.failure() != null
              ? new Entry<>(Optional.empty(), e, times.retryAt())
              : new Entry<>(old.value(), null, times.retryAt());
      entries.put(key, now);
      return now.get();
    }
  }

  private boolean fresh(Entry<V> entry) {
    return times.now().isBefore(entry.freshUntil());
  }
}
