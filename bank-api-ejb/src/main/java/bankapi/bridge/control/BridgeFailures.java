package bankapi.bridge.control;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns what Bridge refuses into our words: who can mend it decides the code. */
final class BridgeFailures {

  private static final Logger LOGGER = System.getLogger(BridgeFailures.class.getName());

  private BridgeFailures() {}

  /** For an answer that is neither a success nor one the caller of this method expects. */
  static GatewayException of(String what, BridgeReply reply) {
    if (reply.missing()) {
      return new GatewayException(Code.NOT_FOUND, reply.errorText());
    }
    return switch (reply.status()) {
      case 400, 409, 415, 422 ->
          new GatewayException(Code.BRIDGE_REFUSED, "Bridge refused: " + reply.errorText());
      case 401, 403 -> {
        // Nobody who calls us can mend this: an operator must look at our own credentials.
        LOGGER.log(
            Level.ERROR,
            "Bridge refused {0} with status {1}, code {2}: check bankapi.bridge.client-id,"
                + " client-secret and the addresses Bridge allows",
            what,
            reply.status(),
            reply.error().map(e -> e.getString("code", "")).orElse(""));
        yield unavailable("Bridge does not let this gateway in at the moment", null);
      }
      case 429 -> tooMany(Duration.ofSeconds(1));
      default -> {
        LOGGER.log(Level.WARNING, "Bridge answered {0} with status {1}", what, reply.status());
        yield unavailable("Bridge gave an answer that cannot be understood", null);
      }
    };
  }

  /** A success whose content is not what it must be. */
  static GatewayException notUnderstood(String what) {
    LOGGER.log(Level.WARNING, "Bridge answered {0} with a content that is not understood", what);
    return unavailable("Bridge gave an answer that cannot be understood", null);
  }

  static GatewayException unavailable(String message, @Nullable Throwable cause) {
    return new GatewayException(Code.BRIDGE_UNAVAILABLE, message, cause);
  }

  static GatewayException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return unavailable("Interrupted while waiting for Bridge", cause);
  }

  /** Bridge's limit, or our budget below it, is used up for longer than the caller may wait. */
  static GatewayException tooMany(Duration pause) {
    long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
    return GatewayException.tooManyRequests(
        "Too many requests to Bridge at the moment, try again in " + seconds + " s",
        Duration.ofSeconds(seconds));
  }
}
