package bankapi.launcher;

import java.sql.SQLException;

/**
 * The innermost reason of a failure, as the one who raised it put it. A database driver says more
 * than the socket below it.
 */
final class Cause {
  private static final int DEEPEST = 50;

  private Cause() {}

  static String of(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
      if (cause instanceof SQLException && !(cause.getCause() instanceof SQLException)) {
        break;
      }
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip();
  }
}
