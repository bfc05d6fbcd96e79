package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happens to a connection request, each once. */
public enum ConnectionMoment {
  /** The site asked for a link. */
  OPENED("openedAt", ConnectionRequest::openedAt),
  /** Bridge gave it. */
  LINKED("linkedAt", ConnectionRequest::linkedAt),
  /** The browser came back. */
  RETURNED("returnedAt", ConnectionRequest::returnedAt),
  /** It succeeded, failed or expired. */
  SETTLED("settledAt", ConnectionRequest::settledAt);

  private final String attribute;
  private final Function<ConnectionRequest, @Nullable Instant> at;

  ConnectionMoment(String attribute, Function<ConnectionRequest, @Nullable Instant> at) {
    this.attribute = attribute;
    this.at = at;
  }

  String attribute() {
    return attribute;
  }

  /** When it happened to one to which it has. */
  Instant of(ConnectionRequest request) {
    return Objects.requireNonNull(at.apply(request), attribute);
  }
}
