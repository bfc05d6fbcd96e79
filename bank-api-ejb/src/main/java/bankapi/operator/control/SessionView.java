package bankapi.operator.control;

import bankapi.operator.entity.OperatorSession;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A session that is alive.
 *
 * @param operator the name in the server's realm
 * @param expiresAt when it ends unless it is used again
 * @param endsAt when it ends however busy it is
 */
public record SessionView(UUID id, String operator, Instant expiresAt, Instant endsAt) {

  static SessionView of(OperatorSession session, Duration idle) {
    return new SessionView(
        session.id(), session.operator(), session.expiry(idle), session.endsAt());
  }
}
