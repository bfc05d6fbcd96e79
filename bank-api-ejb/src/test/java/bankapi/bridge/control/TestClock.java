package bankapi.bridge.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's time, which a test can move on; or one that only the test moves. */
public final class TestClock extends Clock {

  private final Clock base;
  private volatile Duration moved = Duration.ZERO;

  private TestClock(Clock base) {
    this.base = base;
  }

  public static TestClock running() {
    return new TestClock(Clock.systemUTC());
  }

  public static TestClock standing() {
    return new TestClock(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
  }

  public void move(Duration by) {
    moved = moved.plus(by);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(moved);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
