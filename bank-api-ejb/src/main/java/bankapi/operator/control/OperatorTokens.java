package bankapi.operator.control;

import bankapi.operator.entity.OperatorSession;
import bankapi.operator.entity.OperatorToken;
import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Hashes;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RandomSecrets;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Store: personal tokens, with which operators' scripts call the admin API. */
@Stateless
public class OperatorTokens {

  /** How every token begins, so that scanners for leaked secrets know it. */
  public static final String PREFIX = "bka_";

  private static final Duration USE_IS_WRITTEN_EVERY = Duration.ofMinutes(1);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject RandomSecrets random;
  @Inject Revocations revocations;
  @Inject Audit audit;

  /** How long a personal token is valid whose operator names no time. */
  @Inject
  @ConfigProperty(name = "bankapi.operator.token-lifetime", defaultValue = "P90D")
  Duration lifetime;

  /** How long a personal token may be valid at most. */
  @Inject
  @ConfigProperty(name = "bankapi.operator.token-longest", defaultValue = "P365D")
  Duration longest;

  /**
   * A new token.
   *
   * @param token shown this once
   */
  public record Issued(String token, TokenView view) {}

  /**
   * @param session whose operator it is for
   * @throws GatewayException INVALID_ARGUMENT for a time beyond the longest, NOT_AUTHENTICATED
   *     where the session has ended meanwhile
   */
  public Issued issue(UUID session, IssueToken wish) {
    Duration valid = wish.days() == null ? lifetime : Duration.ofDays(wish.days());
    if (valid.compareTo(longest) > 0) {
      throw GatewayException.invalid("days", "must be at most " + longest.toDays());
    }
    revocations.hold();
    String operator =
        Optional.ofNullable(em.find(OperatorSession.class, session))
            .map(OperatorSession::operator)
            .orElseThrow(
                () ->
                    new GatewayException(
                        GatewayException.Code.NOT_AUTHENTICATED, "This session has ended"));
    Instant now = clock.instant();
    String token = PREFIX + random.hex();
    OperatorToken stored =
        new OperatorToken(
            Hashes.sha256Hex(token),
            operator,
            wish.name(),
            "write".equals(wish.scope()) ? OperatorToken.Scope.WRITE : OperatorToken.Scope.READ,
            now,
            now.plus(valid));
    em.persist(stored);
    audit.record(operator, "token.issue", "token " + stored.id(), wish.name());
    return new Issued(token, TokenView.of(stored));
  }

  /** The token, if it is valid now. Its use is noted, at most once a minute. */
  public Optional<TokenView> use(String token) {
    Instant now = clock.instant();
    Optional<OperatorToken> valid =
        em.createNamedQuery(OperatorToken.BY_TOKEN, OperatorToken.class)
            .setParameter("tokenHash", Hashes.sha256Hex(token))
            .getResultStream()
            .findFirst()
            .filter(found -> found.valid(now));
    valid.filter(found -> isOld(found.usedAt(), now)).ifPresent(found -> found.used(now));
    return valid.map(TokenView::of);
  }

  /** Everybody's, the newest first: a colleague's may have to be revoked. */
  public Page<TokenView> list(@Nullable String operator, PageWish wish) {
    return new Listing<>(OperatorToken.class, "createdAt")
        .where("e.operator = :operator", "operator", operator)
        .page(em, wish, OperatorToken::createdAt, OperatorToken::id, TokenView::of);
  }

  /**
   * It opens nothing any more; said again, it is still so.
   *
   * @param actor who revokes it
   * @throws GatewayException NOT_FOUND
   */
  public void revoke(UUID id, String actor) {
    OperatorToken token = em.find(OperatorToken.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (token == null) {
      throw GatewayException.notFound("Token", id);
    }
    if (token.revoke(clock.instant())) {
      audit.record(actor, "token.revoke", "token " + id, "of " + token.operator());
    }
  }

  private static boolean isOld(@Nullable Instant used, Instant now) {
    return used == null || !used.plus(USE_IS_WRITTEN_EVERY).isAfter(now);
  }
}
