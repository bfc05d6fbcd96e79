package bankapi.bridge.control;

import bankapi.bridge.control.BridgeCall.Again;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Bridge's reference data: banks and categories, which belong to no user. */
@ApplicationScoped
public class BridgeReference {

  @Inject BridgeClient client;
  @Inject BridgeCalls calls;

  Optional<JsonObject> provider(UUID tenant, long providerId, Instant deadline) {
    String what = "GET providers/{id}";
    return calls
        .send(
            new BridgeCall(
                what,
                tenant,
                providerId,
                Again.ALWAYS,
                deadline,
                () -> client.provider(providerId)))
        .optional(what);
  }

  Optional<JsonArray> categories(UUID tenant, String lang, Instant deadline) {
    String what = "GET categories";
    PageQuery query = new PageQuery(what);
    JsonArrayBuilder all = Json.createArrayBuilder();
    Optional<String> page = Optional.of(query.first());
    while (page.isPresent()) {
      String wanted = page.get();
      BridgeReply reply =
          calls.send(
              new BridgeCall(
                  what,
                  tenant,
                  what,
                  Again.ALWAYS,
                  deadline,
                  () -> client.page("categories", wanted, null, lang)));
      if (reply.missing() || (reply.status() == 403 && reply.error().isPresent())) {
        return Optional.empty();
      }
      JsonObject content = reply.content(what);
      BridgeReply.rows(what, content).forEach(all::add);
      page = query.after(content).map(PageQuery.Next::query);
    }
    return Optional.of(all.build());
  }
}
