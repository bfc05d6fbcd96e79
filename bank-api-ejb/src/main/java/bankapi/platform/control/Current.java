package bankapi.platform.control;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Takes one row to change it, where it still is the version that the caller has read. */
public final class Current {

  private Current() {}

  /**
   * The row as it is now, locked until the transaction ends.
   *
   * @param what it is called in messages
   * @param version of the row
   * @param expected null: any
   * @throws GatewayException NOT_FOUND, STALE
   */
  public static <E> E locked(
      EntityManager em,
      Class<E> type,
      String what,
      UUID id,
      ToLongFunction<E> version,
      @Nullable Long expected) {
    E found =
        Optional.ofNullable(em.find(type, id, LockModeType.PESSIMISTIC_WRITE))
            .orElseThrow(() -> GatewayException.notFound(what, id));
    if (expected != null && expected != version.applyAsLong(found)) {
      throw new GatewayException(
          GatewayException.Code.STALE,
          what + " " + id + " has changed since you read it: read it again");
    }
    return found;
  }
}
