package bankapi.platform.control;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The personal token by which an operator makes the current request, for the audit. */
@RequestScoped
public class CallingToken {

  private @Nullable String name;

  /**
   * @param tokenName as its owner named it
   */
  public void is(String tokenName) {
    name = tokenName;
  }

  /** Empty for a session, a site's key and a guest. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }
}
