package bankapi.operator.boundary;

import bankapi.operator.control.OperatorSessions;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Who wants in.
 *
 * @param user the name in the server's realm
 */
public record Login(
    @NotBlank @Size(max = OperatorSessions.LONGEST_NAME) String user,
    @NotBlank @Size(max = 500) String password) {

  /** Without the password: records end up in log lines. */
  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
