package bankapi.acceptance.system;

import java.sql.Connection;
import java.sql.SQLException;

/** A database that the gateway may stand on, as tests need it. */
public interface Database {

  /** A connection of one's own, with the rights of the gateway. */
  Connection connect() throws SQLException;

  /** A query that finds somebody who waits for what another holds. */
  String whoWaits();

  /** All connections break and no new one is to be had, until {@link #comeBack()}. */
  void goAway();

  /** With everything that was in it. */
  void comeBack();
}
