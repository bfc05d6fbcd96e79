package bankapi.platform.boundary;

import bankapi.platform.control.TrustedProxies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/**
 * The address of the client of a request, the same on all servers: what a proxy says counts only if
 * the proxy is ours.
 */
@ApplicationScoped
public class ClientAddress {

  @Inject TrustedProxies proxies;

  public String of(HttpServletRequest request) {
    return proxies.clientOf(
        request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
  }
}
