package bankapi.platform.entity;

import jakarta.transaction.TransactionManager;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.transaction.JTA11TransactionController;

/**
 * Lets one archive join the transactions of Payara and of WildFly: EclipseLink's own platforms each
 * know one server only. The one place in the project that names provider classes.
 */
public class PortableServerPlatform extends ServerPlatformBase {

  public PortableServerPlatform(DatabaseSession session) {
    super(session);
  }

  @Override
  public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
    return Controller.class;
  }

  /** Finds the transaction manager under the name either server gives it. */
  public static class Controller extends JTA11TransactionController {

    private static final String[] NAMES = {
      "java:jboss/TransactionManager", "java:appserver/TransactionManager"
    };

    @Override
    @SuppressWarnings("BanJNDI") // two constant names in the server's own tree
    protected TransactionManager acquireTransactionManager() throws NamingException {
      InitialContext context = new InitialContext();
      NamingException last = new NamingException("no transaction manager");
      for (String name : NAMES) {
        try {
          return (TransactionManager) context.lookup(name);
        } catch (NamingException e) {
          last = e;
        }
      }
      throw last;
    }
  }
}
