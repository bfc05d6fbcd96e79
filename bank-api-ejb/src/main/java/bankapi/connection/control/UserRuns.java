package bankapi.connection.control;

import bankapi.connection.control.UserRunStore.Turn;
import bankapi.platform.control.BulkWork;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.RareTraces;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.control.BridgeUserAdmin.Aged;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;

/**
 * Orchestrator: deletes all users of a site, one after the other, on any node. Where a node dies at
 * one, another deletes that one once more, which does no harm. Whom Bridge refuses to delete stands
 * in nobody's way; where Bridge fails, it is waited for.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserRuns {

  private static final Logger LOGGER = System.getLogger(UserRuns.class.getName());

  @Inject UserRunStore store;
  @Inject BridgeUserAdmin users;
  @Inject Removals removals;
  @Inject RareTraces traces;

  /** Goes on with what is unfinished, for about a second, one user of each run in turn. */
  public void tick() {
    BulkWork.goOn(store.due(), this::step);
  }

  /** Whether it goes on at once. */
  private boolean step(UUID id) {
    return store.claim(id).map(this::work).orElse(false);
  }

  private boolean work(Turn turn) {
    Optional<Aged> next;
    try {
      next = users.oldest(turn.siteId(), turn.place(), turn.until());
    } catch (GatewayException e) {
      store.stop(turn, String.valueOf(e.getMessage()));
      return false;
    }
    if (next.isEmpty()) {
      store.finish(turn);
      return false;
    }
    return remove(turn, next.get());
  }

  private boolean remove(Turn turn, Aged next) {
    try {
      removals.userInBackground(turn.siteId(), next.user().id(), turn.actor());
      return store.deleted(turn, next.after());
    } catch (GatewayException e) {
      String because = String.valueOf(e.getMessage());
      if (e.code() == Code.TOO_MANY_REQUESTS) {
        store.putOff(turn, next.after(), false, because);
        return false;
      }
      if (e.code() == Code.BRIDGE_UNAVAILABLE) {
        // it says when to ask again where it was not even asked
        return putOff(turn, next, e.retryAfter().isEmpty(), because);
      }
      said(next, because);
      return store.leave(turn, next.after(), because);
    } catch (RuntimeException e) {
      traces.warn(LOGGER, "User " + next.user().id() + " could not be deleted", e);
      return putOff(turn, next, true, "Something went wrong here: the log has it");
    }
  }

  private boolean putOff(Turn turn, Aged next, boolean tried, String because) {
    if (store.putOff(turn, next.after(), tried, because)) {
      said(next, because);
    }
    return false;
  }

  private static void said(Aged next, String because) {
    LOGGER.log(
        Level.WARNING, "User {0} was not deleted and is left: {1}", next.user().id(), because);
  }
}
