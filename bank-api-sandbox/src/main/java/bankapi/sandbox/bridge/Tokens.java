package bankapi.sandbox.bridge;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of users: two hours each, several at once, no way to renew one. */
public final class Tokens {

  static final Duration LIFETIME = Duration.ofHours(2);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  public Tokens(Clock clock) {
    this.clock = clock;
  }

  /** One token. */
  record Token(String value, UUID user, Instant expiresAt) {}

  Token issue(UUID user) {
    tokens.values().removeIf(this::isOver);
    byte[] random = new byte[20];
    RANDOM.nextBytes(random);
    String value = HexFormat.of().formatHex(random) + "-" + UUID.randomUUID();
    Token token = new Token(value, user, clock.instant().plus(LIFETIME));
    tokens.put(value, token);
    return token;
  }

  /** Whose token this is, unless it is over. */
  Optional<UUID> userOf(String value) {
    return Optional.ofNullable(tokens.get(value)).filter(t -> !isOver(t)).map(Token::user);
  }

  /** Ends one token now. */
  void revoke(String value) {
    tokens.remove(value);
  }

  /** Ends all tokens now. */
  public void revokeAll() {
    tokens.clear();
  }

  private boolean isOver(Token token) {
    return !clock.instant().isBefore(token.expiresAt());
  }
}
