package bankapi.bridge.control;

import org.jspecify.annotations.Nullable;

/** Bridge cannot be reached, is broken, or answers what is no answer. */
class BridgeTrouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final boolean worthAnotherTry;

  BridgeTrouble(String message, Kind kind, boolean worthAnotherTry, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.worthAnotherTry = worthAnotherTry;
  }

  Kind kind() {
    return kind;
  }

  /** The call may be repeated, the failure may pass, and there is time left. */
  boolean worthAnotherTry() {
    return worthAnotherTry;
  }

  /** What a failure says about Bridge. */
  enum Kind {
    /** Bridge, or the way to it, is broken. */
    BRIDGE,
    /** Bridge may be broken, or only what was asked of it. */
    DOUBTFUL
  }
}
