package bankapi.acceptance.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;

/** H2 in this JVM, reached over TCP. */
public final class H2Database implements Database {
  private static final String MEMORY = "jdbc:h2:mem:bankapi";

  private final int port;
  private Server server;

  public H2Database() {
    // H2 would listen on all addresses
    System.setProperty("h2.bindAddress", "127.0.0.1");
    try (Connection connection =
            DriverManager.getConnection(MEMORY + ";DB_CLOSE_DELAY=-1", "", "");
        Statement statement = connection.createStatement()) {
      // Payara's data source names no user, WildFly's must
      statement.execute("create user sa password 'sa' admin");
      server = Server.createTcpServer("-tcpPort", "0").start();
      port = server.getPort();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:bankapi";
  }

  public int port() {
    return port;
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(MEMORY, "", "");
  }

  @Override
  public String whoWaits() {
    return "select 1 from information_schema.sessions where blocker_id is not null";
  }

  @Override
  public void goAway() {
    server.stop();
  }

  @Override
  public void comeBack() {
    try {
      server = Server.createTcpServer("-tcpPort", String.valueOf(port)).start();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
