package bankapi.launcher;

/**
 * Why Bank API does not start: one sentence for the operator, and the exit code that goes with it.
 */
final class StartFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  private StartFailure(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** The command line cannot be understood. */
  static StartFailure usage(String sentence) {
    return new StartFailure(2, sentence + " Try --help.");
  }

  /** Something outside the command line stands in the way. */
  static StartFailure because(String sentence) {
    return new StartFailure(1, sentence);
  }

  int exitCode() {
    return exitCode;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
