package bankapi.operator.boundary;

import bankapi.platform.control.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.util.Map;
import java.util.Optional;

/**
 * The cookie of an operator's session: this host only, this browser only, never sent along by
 * another site. Browsers keep a {@code __Host-} cookie only over https, so development on this
 * machine by plain http has one of another name.
 */
@ApplicationScoped
public class OperatorCookie {

  static final String SECURE = "__Host-bankapi-operator";
  static final String DEVELOPMENT = "bankapi-operator";

  @Inject PublicUrl publicUrl;

  Optional<String> read(Map<String, Cookie> cookies) {
    return Optional.ofNullable(cookies.get(name()))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  /** It goes with the browser; how long it opens anything is the session's matter. */
  NewCookie of(String value) {
    return builder().value(value).build();
  }

  NewCookie gone() {
    return builder().value("").maxAge(0).build();
  }

  private NewCookie.Builder builder() {
    return new NewCookie.Builder(name())
        .path("/")
        .secure(!isDevelopment())
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT);
  }

  private String name() {
    return isDevelopment() ? DEVELOPMENT : SECURE;
  }

  private boolean isDevelopment() {
    return !publicUrl.isHttps() && publicUrl.isLoopback();
  }
}
