package bankapi.sandbox.quickstart;

/** It cannot start or go on; the message is for the person who started it. */
final class StartFailure extends Exception {

  private static final long serialVersionUID = 1;

  StartFailure(String message) {
    super(message);
  }
}
