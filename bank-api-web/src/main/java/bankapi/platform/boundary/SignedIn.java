package bankapi.platform.boundary;

import bankapi.platform.control.GatewayException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who the current request comes from. An authentication filter (priority {@code AUTHENTICATION})
 * says it, {@link LoginFilter} and the resources read it; nobody said it means guest.
 */
@RequestScoped
public class SignedIn {

  private @Nullable String site;
  private @Nullable String operator;

  /** The request carries the valid key of an API user; {@code email} is its contact address. */
  public void asSite(String email) {
    site = email;
  }

  /**
   * The request comes from a signed-in operator; {@code name} is the name in the server's realm.
   */
  public void asOperator(String name) {
    operator = name;
  }

  /** The contact address of the API user, if one is signed in. */
  public Optional<String> site() {
    return Optional.ofNullable(site);
  }

  /** The operator's name, if one is signed in. */
  public Optional<String> operator() {
    return Optional.ofNullable(operator);
  }

  /**
   * The operator's name, for what only operators can reach.
   *
   * @throws GatewayException NOT_AUTHENTICATED for anybody else
   */
  public String operatorName() {
    return operator()
        .orElseThrow(
            () -> new GatewayException(GatewayException.Code.NOT_AUTHENTICATED, "Log in first"));
  }
}
