package bankapi.launcher;

/** The innermost reason of a failure, as the one who raised it put it. */
final class Cause {
  private static final int DEEPEST = 50;

  private Cause() {}

  static String of(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip();
  }
}
