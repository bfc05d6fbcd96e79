package bankapi.bridge.control;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.UriBuilder;

/**
 * Lets {@link BridgeClient} send a query whose names are only known at run time, as Bridge's next
 * pages demand: it travels in a header that ends here and never leaves the machine.
 */
public class RawQuery implements ClientRequestFilter {

  static final String HEADER = "X-Raw-Query";

  @Override
  public void filter(ClientRequestContext request) {
    Object query = request.getHeaders().getFirst(HEADER);
    request.getHeaders().remove(HEADER);
    if (query != null && !query.toString().isEmpty()) {
      request.setUri(UriBuilder.fromUri(request.getUri()).replaceQuery(query.toString()).build());
    }
  }
}
