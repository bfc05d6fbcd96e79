package bankapi.connection.control;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.item.control.ItemFacts;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.Hosts;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Orchestrator: takes the browser back from Bridge and says where it goes. What the browser brings
 * only finds the request; the truth is read from Bridge with the owner's token.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConnectReturns {

  @Inject ConnectionStore store;
  @Inject BridgeGateway bridge;
  @Inject Tenancy tenancy;
  @Inject Hosts hosts;

  /** How long a person waits for Bridge's answer before going home with "pending". */
  @Inject
  @ConfigProperty(name = "bankapi.connection.return-patience", defaultValue = "PT3S")
  Duration patience;

  /**
   * @param home where the browser goes, or null where a page must tell the person
   * @param lang {@code fr} or {@code en} where the request was found, else null
   */
  public record Arrival(@Nullable URI home, @Nullable String lang) {}

  /**
   * @param context as Bridge carried it, or null
   */
  public Arrival arrive(@Nullable String context, BrowserReturn back) {
    Optional<RequestView> found =
        context == null || context.isEmpty() ? Optional.empty() : store.byContext(context);
    if (found.isEmpty()) {
      return new Arrival(null, null);
    }
    RequestView request = found.get();
    RequestView now =
        request.succeeded() ? store.cameLate(request.request()) : settle(request, back);
    if (!hosts.allows(now.redirectUrl(), tenancy.site(now.siteId()).allowedHosts())) {
      return new Arrival(null, now.lang());
    }
    return new Arrival(ReturnLink.of(now.redirectUrl(), parameters(now)), now.lang());
  }

  private RequestView settle(RequestView request, BrowserReturn back) {
    ItemFacts read = null;
    boolean silent = false;
    if (back.itemId() != null) {
      try {
        read =
            bridge
                .item(
                    new BridgeCaller(request.siteId(), request.bridgeUuid()),
                    back.itemId(),
                    request.lang(),
                    patience)
                .map(ItemFacts::of)
                .orElse(null);
      } catch (GatewayException e) {
        silent = true;
      }
    }
    return store.returned(request.request(), back, read, silent);
  }

  private static Map<String, String> parameters(RequestView request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("request", request.request().toString());
    if (request.itemId() != null) {
      parameters.put("item_id", request.itemId().toString());
    }
    if (request.bank() != null) {
      parameters.put("bank", request.bank());
    }
    parameters.put("success", request.pending() ? "pending" : String.valueOf(request.succeeded()));
    if (request.step() != null && !request.succeeded()) {
      parameters.put("step", request.step());
    }
    return parameters;
  }
}
