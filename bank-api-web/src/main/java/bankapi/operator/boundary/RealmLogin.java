package bankapi.operator.boundary;

import bankapi.operator.control.OperatorSessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Asks the server's own realm whether a password is right and its owner an operator. Nothing of the
 * container's login is kept: its sessions differ between servers, ours are the same on every node.
 */
@RequestScoped
public class RealmLogin {

  private static final Logger LOGGER = System.getLogger(RealmLogin.class.getName());
  private static final String ROLE = "bankapi-operator";

  @Inject HttpServletRequest request;

  /**
   * What the realm said.
   *
   * @param operator the name as the realm writes it; empty for everybody who is not let in
   * @param reason why not, for the audit and for nobody else
   */
  public record Verdict(String operator, String reason) {

    public boolean isOperator() {
      return !operator.isEmpty();
    }

    static Verdict no(String reason) {
      return new Verdict("", reason);
    }
  }

  public Verdict check(String user, String password) {
    try {
      if (request.getUserPrincipal() != null) {
        request.logout(); // a second login would be refused
      }
      request.login(user, password);
    } catch (ServletException e) {
      LOGGER.log(Level.DEBUG, "The realm refused a login", e);
      return Verdict.no("wrong name or password");
    }
    try {
      String name = request.getUserPrincipal().getName();
      if (!request.isUserInRole(ROLE)) {
        return Verdict.no("lacks the role " + ROLE);
      }
      return name.length() > OperatorSessions.LONGEST_NAME
          ? Verdict.no("has a name that is too long")
          : new Verdict(name, "");
    } finally {
      leave();
    }
  }

  private void leave() {
    try {
      request.logout();
    } catch (ServletException e) {
      LOGGER.log(Level.WARNING, "The server did not end its own login", e);
    }
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
