package bankapi.bridge.control;

import org.jspecify.annotations.Nullable;

/** Bridge cannot be reached, is broken, or answers what is no answer. Counts for the breaker. */
class BridgeTrouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean worthAnotherTry;

  BridgeTrouble(String message, boolean worthAnotherTry, @Nullable Throwable cause) {
    super(message, cause);
    this.worthAnotherTry = worthAnotherTry;
  }

  /** The call may be repeated, the failure may pass, and there is time left. */
  boolean worthAnotherTry() {
    return worthAnotherTry;
  }
}
