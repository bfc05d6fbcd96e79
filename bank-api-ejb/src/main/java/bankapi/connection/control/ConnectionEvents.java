package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.SiteEvent;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store: tells a site what became of its request, once per outcome, in the same transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ConnectionEvents {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Tenancy tenancy;
  @Inject Deliveries deliveries;

  /** Nothing is sent where the site has given no address: the redirect and a question suffice. */
  public void settled(RequestView request) {
    ConnectionRequest settled = em.find(ConnectionRequest.class, request.request());
    ConnectionMeters.changed(settled);
    String target = tenancy.site(request.siteId()).hearsAt(settled.webhookUrl());
    if (target != null) {
      deliveries.enqueue(
          new SiteEvent(
              request.siteId(),
              "connection." + request.state(),
              target,
              dedupKey(request.request(), request.state()),
              body(request).build()));
    }
  }

  /** What makes two webhooks the same of all that may tell of a request. */
  public static List<String> dedupKeys(UUID request) {
    return Arrays.stream(ConnectionRequest.State.values())
        .filter(state -> state != ConnectionRequest.State.OPEN)
        .map(state -> dedupKey(request, state.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static String dedupKey(UUID request, String state) {
    return "request:" + request + ":" + state;
  }

  private static JsonObjectBuilder body(RequestView request) {
    JsonObjectBuilder body =
        Json.createObjectBuilder().add("request", request.request().toString());
    add(body, "item_id", request.itemId());
    add(body, "bank", request.bank());
    body.add("site", request.siteKey()).add("user", request.user());
    add(body, "status", request.status());
    body.add("success", request.succeeded());
    if (request.step() != null) {
      body.add("step", request.step());
    }
    return body;
  }

  private static void add(JsonObjectBuilder body, String name, @Nullable Object value) {
    if (value == null) {
      body.addNull(name);
    } else if (value instanceof Number number) {
      body.add(name, number.longValue());
    } else {
      body.add(name, value.toString());
    }
  }
}
