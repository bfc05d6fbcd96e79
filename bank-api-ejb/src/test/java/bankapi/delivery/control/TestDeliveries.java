package bankapi.delivery.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Sites with an outbox, and a clock that is moved by hand. */
final class TestDeliveries {

  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** Milliseconds, as everywhere. */
  static final class HandClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-05T10:00:00.123Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private TestDeliveries() {}
}
