package bankapi.operator.control;

import bankapi.operator.entity.OperatorToken;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may be seen of a personal token; never the token itself.
 *
 * @param scope {@code read} or {@code write}
 * @param usedAt at the minute; null: never
 */
public record TokenView(
    UUID id,
    String operator,
    String name,
    String scope,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant usedAt,
    @Nullable Instant revokedAt) {

  static TokenView of(OperatorToken token) {
    return new TokenView(
        token.id(),
        token.operator(),
        token.name(),
        token.scope().name().toLowerCase(Locale.ROOT),
        token.createdAt(),
        token.expiresAt(),
        token.usedAt(),
        token.revokedAt());
  }

  /** Whether it may change anything. */
  public boolean mayWrite() {
    return scope.equals("write");
  }
}
