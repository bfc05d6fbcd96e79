package bankapi.site.control;

import bankapi.platform.control.Audit;
import bankapi.platform.control.Hashes;
import bankapi.site.entity.BridgeUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Store: to which application at Bridge the users in the database belong. */
@Stateless
public class BridgeApplication {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Audit audit;

  /** Whose the users are. */
  public enum Claim {
    /** The application's that asks. */
    HELD,
    /** The application's that asks, from now on. */
    CHANGED,
    /** Another's. */
    REFUSED
  }

  /**
   * From now on the users belong to this application. The first one takes them as they are; another
   * may follow it while Bridge has none of them, or where the operator says so; the audit names it
   * by the beginning of the SHA-256 of its id then.
   *
   * @param clientId the application's id at Bridge
   * @param changed whether the operator says that it is another one now
   * @return REFUSED where the users belong to another one: nothing changes then
   */
  public Claim claim(String clientId, boolean changed) {
    String asked = Hashes.sha256Hex(clientId);
    Object known =
        em.createNativeQuery("select bridge_application from installation where id = 1 for update")
            .getSingleResult();
    if (asked.equals(known)) {
      return Claim.HELD;
    }
    if (known != null) {
      long users = em.createNamedQuery(BridgeUser.COUNT_AT_BRIDGE, Long.class).getSingleResult();
      if (users > 0 && !changed) {
        return Claim.REFUSED;
      }
      audit.record(
          "system",
          "bridge-application.change",
          "bridge-application " + asked.substring(0, 12),
          "users at the former one: " + users);
    }
    em.createNativeQuery("update installation set bridge_application = ?1 where id = 1")
        .setParameter(1, asked)
        .executeUpdate();
    return known == null ? Claim.HELD : Claim.CHANGED;
  }
}
