package bankapi.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that follows another one, in milliseconds, and can be moved forward. */
public final class MovableClock extends Clock {

  private final Clock base;
  private volatile Duration ahead = Duration.ZERO;

  MovableClock(Clock base) {
    this.base = base;
  }

  /** Moves this clock on; never back, since Bridge's time does not run back either. */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("the clock only moves forward");
    }
    ahead = ahead.plus(by);
  }

  /** Back to the clock it follows. */
  public synchronized void reset() {
    ahead = Duration.ZERO;
  }

  /** How far it is ahead of the clock it follows. */
  public Duration ahead() {
    return ahead;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(base.millis()).plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the sandbox only asks for instants");
  }
}
