package bankapi.platform.control;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;

/**
 * One thing the gateway depends on. Every bean of this type is asked by {@code
 * /api/health/started|live|ready}, at most once a second; it answers from what it remembers or
 * within a few seconds. Everybody may read the answer: no secret, no tenant, no address.
 */
public interface HealthCheck {

  /** The questions a load balancer or an orchestrator asks. */
  enum Probe {
    /** Was it loaded? */
    STARTED,
    /** Would a restart help? */
    LIVE,
    /** Should it get requests? Names everything; the others name only what can make them DOWN. */
    READY
  }

  /**
   * What was found.
   *
   * @param data a few plain facts for a person, possibly none
   */
  record Finding(boolean well, JsonObject data) {

    public static Finding of(boolean well) {
      return new Finding(well, JsonValue.EMPTY_JSON_OBJECT);
    }
  }

  /** The name operators see: lower case, one word. */
  String name();

  /** The probes that this check makes DOWN. Elsewhere it only warns: the node goes on serving. */
  Set<Probe> vitalFor();

  Finding look();
}
