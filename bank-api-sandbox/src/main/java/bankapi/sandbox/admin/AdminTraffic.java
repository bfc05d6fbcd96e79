package bankapi.sandbox.admin;

import bankapi.sandbox.MovableClock;
import bankapi.sandbox.bridge.ApiSwitches;
import bankapi.sandbox.bridge.Calls;
import bankapi.sandbox.bridge.RecordedCall;
import bankapi.sandbox.bridge.Tokens;
import bankapi.sandbox.bridge.World;
import bankapi.sandbox.fault.FaultRule;
import bankapi.sandbox.fault.Faults;
import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Levers on time, faults, the API's switches and the record of calls. */
public final class AdminTraffic implements AdminApi.Levers {

  private final World world;
  private final MovableClock clock;
  private final Tokens tokens;
  private final Faults faults;
  private final Calls calls;
  private final Runnable reset;

  public AdminTraffic(
      World world, MovableClock clock, Tokens tokens, Faults faults, Calls calls, Runnable reset) {
    this.world = world;
    this.clock = clock;
    this.tokens = tokens;
    this.faults = faults;
    this.calls = calls;
    this.reset = reset;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/admin/reset", http -> done(http, reset));
    routes.get("/admin/clock", this::time);
    routes.post("/admin/clock", this::advance);
    routes.post("/admin/tokens/expire", http -> done(http, tokens::revokeAll));
    routes.get("/admin/switches", this::switches);
    routes.put("/admin/switches", this::change);
    routes.get("/admin/faults", this::rules);
    routes.put("/admin/faults", this::order);
    routes.delete("/admin/faults", http -> done(http, faults::clear));
    routes.get("/admin/calls", this::recorded);
    routes.delete("/admin/calls", http -> done(http, calls::clear));
  }

  private static void done(Context http, Runnable action) {
    action.run();
    http.status(204);
  }

  private void time(Context http) {
    ObjectNode json = Json.object();
    json.put("now", clock.instant().toString());
    json.put("ahead", clock.ahead().toString());
    AdminCall.answer(http, json);
  }

  private void advance(Context http) {
    clock.advance(Duration.parse(AdminCall.body(http).path("advance").asText("PT0S")));
    time(http);
  }

  private void switches(Context http) {
    AdminCall.answer(http, Json.ofRecord(world.switches()));
  }

  private void change(Context http) {
    world.switches(Json.changed(world.switches(), AdminCall.body(http), ApiSwitches.class));
    switches(http);
  }

  private void rules(Context http) {
    ArrayNode list = Json.array();
    faults.rules().forEach(rule -> list.add(Json.ofRecord(rule)));
    AdminCall.answer(http, list);
  }

  private void order(Context http) {
    JsonNode body = AdminCall.body(http);
    List<FaultRule> rules = new ArrayList<>();
    if (!body.isArray()) {
      throw new IllegalArgumentException("a list of rules is expected");
    }
    body.forEach(rule -> rules.add(Json.toRecord(rule, FaultRule.class)));
    faults.replace(rules);
    rules(http);
  }

  /** All calls, or those whose path begins with {@code ?path=} and have {@code ?method=}. */
  private void recorded(Context http) {
    String path = http.queryParam("path") == null ? "" : "" + http.queryParam("path");
    @Nullable String method = http.queryParam("method");
    ObjectNode json = Json.object();
    json.put("total", calls.total());
    ArrayNode list = json.putArray("calls");
    for (RecordedCall call : calls.list()) {
      if (call.path().startsWith(path)
          && (method == null || call.method().equalsIgnoreCase(method))) {
        list.add(describe(call));
      }
    }
    json.put("count", list.size());
    AdminCall.answer(http, json);
  }

  private static ObjectNode describe(RecordedCall call) {
    ObjectNode json = Json.object();
    json.put("at", call.at().toString());
    json.put("method", call.method());
    json.put("path", call.path());
    json.put("query", call.query());
    json.put("user", call.user());
    json.put("accept_language", call.acceptLanguage());
    json.put("status", call.status());
    return json;
  }
}
