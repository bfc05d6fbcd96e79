package bankapi.launcher;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Remembers the first failure the server logs while it starts: the server answers a failed
 * deployment only with no, the reason is in its log.
 */
public final class FirstFailure extends Handler {
  private static final AtomicReference<String> REASON = new AtomicReference<>();

  /** The innermost reason of the first failure, if one was logged. */
  static Optional<String> reason() {
    return Optional.ofNullable(REASON.get());
  }

  @Override
  public void publish(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    if (thrown != null && entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      REASON.compareAndSet(null, Cause.of(thrown));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
