package bankapi.sandbox.admin;

import bankapi.sandbox.bridge.Item;
import bankapi.sandbox.bridge.ItemLife;
import bankapi.sandbox.bridge.ItemLife.RefreshOrder;
import bankapi.sandbox.bridge.ItemStatus;
import bankapi.sandbox.bridge.Login;
import bankapi.sandbox.bridge.Times;
import bankapi.sandbox.bridge.User;
import bankapi.sandbox.bridge.World;
import bankapi.sandbox.connect.ConnectFlow;
import bankapi.sandbox.data.Ledger;
import bankapi.sandbox.data.Provider;
import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Levers on users, items and sessions. */
public final class AdminItems implements AdminApi.Levers {

  private final World world;
  private final ItemLife life;
  private final ConnectFlow flow;

  public AdminItems(World world, ItemLife life, ConnectFlow flow) {
    this.world = world;
    this.life = life;
    this.flow = flow;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/admin/users", this::users);
    routes.delete("/admin/users/{uuid}", this::deleteUser);
    routes.get("/admin/items", this::items);
    routes.post("/admin/items", this::connect);
    routes.delete("/admin/items/{id}", this::deleteItem);
    routes.post("/admin/items/{id}/refresh", this::refresh);
    routes.put("/admin/items/{id}/accounts/{account}", this::share);
    routes.post("/admin/sessions/{uuid}/complete", this::complete);
  }

  private void users(Context http) {
    ArrayNode list = Json.array();
    for (User user : world.users()) {
      ObjectNode one = list.addObject();
      one.put("uuid", user.uuid().toString());
      one.put("external_user_id", user.externalId());
      one.put("items", world.itemsOf(user.uuid()).size());
    }
    AdminCall.answer(http, list);
  }

  private void deleteUser(Context http) {
    if (!life.deleteUser(AdminCall.uuid(http))) {
      throw AdminCall.unknown("user");
    }
    http.status(204);
  }

  private void items(Context http) {
    ArrayNode list = Json.array();
    world.items().forEach(item -> list.add(describe(item)));
    AdminCall.answer(http, list);
  }

  private static ObjectNode describe(Item item) {
    ObjectNode json = Json.object();
    json.put("id", item.id());
    json.put("user_uuid", item.user().toString());
    json.put("provider_id", item.provider().id());
    json.put("status", item.status().code());
    json.put("status_code_info", item.status().info());
    json.put("created_at", Times.millis(item.createdAt()));
    @Nullable Instant consent = item.authenticationExpiresAt();
    json.put("authentication_expires_at", consent == null ? null : Times.seconds(consent));
    return json;
  }

  /** An item without a person: for load tests. */
  private void connect(Context http) {
    JsonNode body = AdminCall.body(http);
    User user =
        world
            .user(UUID.fromString(body.path("user_uuid").asText()))
            .orElseThrow(() -> AdminCall.unknown("user"));
    Provider provider =
        Provider.find(body.path("provider_id").asLong(Provider.DEMO_BANK))
            .orElseThrow(() -> AdminCall.unknown("provider"));
    Item item = life.submitted(user, provider, body.path("account_types").asText("payment")).item();
    Login login = Login.parse(body.path("login").asText("success"));
    AdminCall.answer(http, describe(life.connected(item.id(), login, Set.of()).item()));
  }

  private void deleteItem(Context http) {
    Item item = world.item(AdminCall.id(http, "id")).orElseThrow(() -> AdminCall.unknown("item"));
    life.delete(item);
    http.status(204);
  }

  private void refresh(Context http) {
    JsonNode body = AdminCall.body(http);
    @Nullable ItemStatus status = null;
    if (body.path("status").isInt()) {
      ItemStatus usual = ItemStatus.of(body.path("status").intValue());
      String info = body.path("status_code_info").asText("").toLowerCase(Locale.ROOT);
      status = info.isEmpty() ? usual : new ItemStatus(usual.code(), info);
    }
    String consent = body.path("authentication_expires_at").asText("");
    boolean changes = body.has("new") || body.has("updated") || body.has("deleted");
    RefreshOrder order =
        new RefreshOrder(
            status,
            body.path("full_refresh").asBoolean(false),
            consent.isEmpty() ? null : Instant.parse(consent),
            changes
                ? new Ledger.Refresh(
                    body.path("new").asInt(),
                    body.path("updated").asInt(),
                    body.path("deleted").asInt())
                : null);
    ItemLife.Outcome outcome =
        life.refresh(AdminCall.id(http, "id"), order).orElseThrow(() -> AdminCall.unknown("item"));
    AdminCall.answer(http, describe(outcome.item()));
  }

  /** The person changes whether an account is shared. */
  private void share(Context http) {
    long account = AdminCall.id(http, "account");
    boolean enabled = AdminCall.body(http).path("data_access").asText("enabled").equals("enabled");
    Item changed =
        world
            .change(
                AdminCall.id(http, "id"),
                item -> {
                  Set<Long> withheld = new HashSet<>(item.withheld());
                  if (enabled) {
                    withheld.remove(account);
                  } else {
                    withheld.add(account);
                  }
                  return item.with(item.ledger(), withheld);
                })
            .orElseThrow(() -> AdminCall.unknown("item"));
    AdminCall.answer(http, describe(changed));
  }

  private void complete(Context http) {
    JsonNode body = AdminCall.body(http);
    ConnectFlow.Completed completed =
        flow.complete(
            AdminCall.uuid(http),
            body.path("login").asText("success"),
            body.path("provider_id").asInt(Provider.DEMO_BANK),
            body.path("leave").asBoolean(false));
    ObjectNode json = Json.object();
    json.put("callback", completed.callback().map(URI::toString).orElse(null));
    json.put("item_id", completed.itemId().orElse(null));
    AdminCall.answer(http, json);
  }
}
