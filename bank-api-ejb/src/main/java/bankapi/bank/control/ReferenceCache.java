package bankapi.bank.control;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what Bridge said, also that it has no such thing. What is old is read anew; while
 * Bridge cannot be asked, the old is given out. Each thing is read by one thread at a time, except
 * where that one's budget is used up: that is its own affair, and the others ask for themselves.
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

  /** What is being read; empty in the end where the reader's budget was used up. */
  private final ConcurrentMap<K, CompletableFuture<Optional<Entry<V>>>> reading =
      new ConcurrentHashMap<>();

  ReferenceCache(ReferenceTimes times, int size) {
    this.times = times;
    this.entries = Caffeine.newBuilder().maximumSize(size).build();
  }

  /**
   * @throws GatewayException what {@code read} threw, where nothing is remembered
   */
  Optional<V> get(K key, Supplier<Optional<V>> read) {
    Entry<V> known = entries.getIfPresent(key);
    if (known != null && fresh(known)) {
      return known.get();
    }
    CompletableFuture<Optional<Entry<V>>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<Entry<V>>> first = reading.putIfAbsent(key, mine);
    if (first != null) {
      Optional<Entry<V>> theirs = first.join();
      return theirs.isPresent() ? theirs.get().get() : renewed(key, read).get();
    }
    Optional<Entry<V>> now = Optional.empty();
    try {
      now = Optional.of(renewed(key, read));
      return now.get().get();
    } finally {
      reading.remove(key, mine);
      mine.complete(now);
    }
  }

  private Entry<V> renewed(K key, Supplier<Optional<V>> read) {
    Entry<V> old = entries.getIfPresent(key);
    if (old != null && fresh(old)) {
      return old;
    }
    boolean useful = old != null && old.failure() == null;
    try {
      Optional<V> value = read.get();
      return kept(key, new Entry<>(value, null, times.goodUntil(value.isPresent())));
    } catch (GatewayException e) {
      if (e.code() == Code.TOO_MANY_REQUESTS && old != null && useful) {
        return old;
      }
      if (e.code() != Code.BRIDGE_UNAVAILABLE) {
        throw e;
      }
      return kept(
          key,
          old != null && useful
              ? new Entry<>(old.value(), null, times.retryAt())
              : new Entry<>(Optional.empty(), e, times.retryAt()));
    }
  }

  private Entry<V> kept(K key, Entry<V> entry) {
    entries.put(key, entry);
    return entry;
  }

  private boolean fresh(Entry<V> entry) {
    return times.now().isBefore(entry.freshUntil());
  }
}
