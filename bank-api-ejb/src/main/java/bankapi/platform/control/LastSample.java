package bankapi.platform.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was counted last. After a minute without a new count it is not told any more: an old number
 * looks like a good one.
 *
 * @param <T> immutable
 */
public final class LastSample<T> {

  private static final Duration TOLD_FOR = Duration.ofMinutes(1);

  private record Taken<T>(T value, Instant at) {}

  private final Clock clock;
  private volatile @Nullable Taken<T> last;

  public LastSample(Clock clock) {
    this.clock = clock;
  }

  public void set(T value) {
    last = new Taken<>(value, clock.instant());
  }

  public Optional<T> get() {
    return Optional.ofNullable(last)
        .filter(taken -> taken.at().plus(TOLD_FOR).isAfter(clock.instant()))
        .map(Taken::value);
  }

  /** For a gauge: the number, or not a number where nothing is known. */
  public double number(ToDoubleFunction<T> of) {
    return get().map(of::applyAsDouble).orElse(Double.NaN);
  }
}
