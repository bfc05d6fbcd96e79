package bankapi.operator.control;

import bankapi.operator.entity.OperatorSession;
import bankapi.operator.entity.OperatorToken;
import bankapi.platform.control.Audit;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Locale;

/**
 * Store: ends what an operator has here. The server's realm alone says who may log in; it tells
 * nobody when it changes its mind.
 */
@Stateless
public class OperatorAccess {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Revocations revocations;
  @Inject Audit audit;

  /**
   * What was ended.
   *
   * @param sessions how many browsers were logged out, those that had been idle for too long
   *     included
   * @param tokens how many tokens were valid until now
   */
  public record Revoked(int sessions, int tokens) {}

  /**
   * Logs the operator out everywhere and revokes all tokens; said again it finds nothing more. What
   * is just being opened is either found or refused. Whom the realm still lets in can log in again.
   *
   * @param operator the name in the server's realm, however it is written: a directory lets Olivia
   *     in as olivia, and each has sessions of its own; nobody needs to have heard of it
   * @param actor who wants it
   */
  public Revoked revoke(String operator, String actor) {
    revocations.add();
    String name = operator.strip().toLowerCase(Locale.ROOT);
    int sessions =
        em.createNamedQuery(OperatorSession.END).setParameter("operator", name).executeUpdate();
    int tokens =
        em.createNamedQuery(OperatorToken.REVOKE)
            .setParameter("operator", name)
            .setParameter("now", clock.instant())
            .executeUpdate();
    audit.record(
        actor,
        "operator.revoke",
        "operator " + name,
        sessions + " sessions, " + tokens + " tokens");
    return new Revoked(sessions, tokens);
  }
}
