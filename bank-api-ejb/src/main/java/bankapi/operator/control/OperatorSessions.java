package bankapi.operator.control;

import bankapi.operator.entity.OperatorSession;
import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Hashes;
import bankapi.platform.control.RandomSecrets;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Store: operators' sessions, the same on every node. Only hashes of the cookies are kept. */
@Stateless
public class OperatorSessions {

  /** Not every request writes: a session may end this part of its idle time too early. */
  private static final int IDLE_PARTS = 20;

  /** Of an operator, in every table. */
  public static final int LONGEST_NAME = 190;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject RandomSecrets random;
  @Inject Revocations revocations;
  @Inject Audit audit;

  /** An operator's session ends after this time without a request. */
  @Inject
  @ConfigProperty(name = "bankapi.operator.session-idle", defaultValue = "PT15M")
  Duration idle;

  /** An operator's session ends after this time however busy it is. */
  @Inject
  @ConfigProperty(name = "bankapi.operator.session-limit", defaultValue = "PT12H")
  Duration limit;

  /**
   * A new session.
   *
   * @param cookie the cookie's value, which is known to nobody else
   */
  public record Opened(String cookie, SessionView session) {}

  /**
   * The server's realm has let this operator in.
   *
   * @param address where the request came from, for the audit
   * @param before how many revocations there were before the realm was asked
   * @throws GatewayException CONFLICT where there was one since
   */
  public Opened open(String operator, String address, long before) {
    revocations.holdUnlessSince(before);
    Instant now = clock.instant();
    em.createNamedQuery(OperatorSession.PURGE)
        .setParameter("now", now)
        .setParameter("idleSince", now.minus(idle))
        .executeUpdate();
    String cookie = random.hex();
    OperatorSession session =
        new OperatorSession(Hashes.sha256Hex(cookie), operator, now, now.plus(limit));
    em.persist(session);
    audit.record(operator, "operator.login", "operator " + operator, "from " + address);
    return new Opened(cookie, SessionView.of(session, idle));
  }

  /** The session behind a cookie, if it is alive; that it was used makes it live on. */
  public Optional<SessionView> use(String cookie) {
    Instant now = clock.instant();
    Optional<OperatorSession> alive =
        em.createNamedQuery(OperatorSession.BY_TOKEN, OperatorSession.class)
            .setParameter("tokenHash", Hashes.sha256Hex(cookie))
            .getResultStream()
            .findFirst()
            .filter(session -> now.isBefore(session.expiry(idle)));
    alive
        .filter(session -> !session.seenAt().plus(idle.dividedBy(IDLE_PARTS)).isAfter(now))
        .ifPresent(session -> session.seen(now));
    return alive.map(session -> SessionView.of(session, idle));
  }

  /** Logs out: the cookie opens nothing any more, on no node. */
  public void close(UUID id) {
    Optional.ofNullable(em.find(OperatorSession.class, id))
        .ifPresent(
            session -> {
              em.remove(session);
              audit.record(
                  session.operator(), "operator.logout", "operator " + session.operator(), null);
            });
  }

  /**
   * Somebody was not let in.
   *
   * @param name as it was given, of whatever length
   */
  public void refused(String name, String address, String why) {
    String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    audit.record(
        "guest",
        "operator.refused",
        "operator " + shown.replaceAll("\\p{Cc}|\\p{Cs}", " "),
        why + ", from " + address);
  }
}
