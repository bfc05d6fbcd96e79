package bankapi.bridge.control;

import bankapi.platform.control.CurrentRequest;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Puts on every request what Bridge wants on every request. */
public class BridgeHeaders implements ClientRequestFilter {

  private final String clientId;
  private final String clientSecret;
  private final String version;

  BridgeHeaders(String clientId, String clientSecret, String version) {
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.version = version;
  }

  @Override
  public void filter(ClientRequestContext request) {
    request.getHeaders().putSingle("Client-Id", clientId);
    request.getHeaders().putSingle("Client-Secret", clientSecret);
    request.getHeaders().putSingle("Bridge-Version", version);
    CurrentRequest.id().ifPresent(id -> request.getHeaders().putSingle("X-Request-Id", id));
  }
}
