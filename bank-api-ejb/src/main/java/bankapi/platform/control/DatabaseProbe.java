package bankapi.platform.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Asks whether the database answers; outside a transaction, for there is nothing to undo. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DatabaseProbe {

  private static final System.Logger LOGGER = System.getLogger(DatabaseProbe.class.getName());
  private static final int SECONDS = 2;

  @SuppressWarnings("BanJNDI") // one constant name: @Resource(lookup) fails on WildFly
  public boolean answers() {
    try {
      DataSource dataSource = (DataSource) new InitialContext().lookup("jdbc/bankapi");
      try (Connection connection = dataSource.getConnection()) {
        return connection.isValid(SECONDS);
      }
    } catch (NamingException | SQLException e) {
      LOGGER.log(Level.WARNING, "the database does not answer: " + e.getMessage());
      return false;
    }
  }
}
