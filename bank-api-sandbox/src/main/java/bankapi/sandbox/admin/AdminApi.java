package bankapi.sandbox.admin;

import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The levers under {@code /admin}: only for callers on this machine, and not for web pages. */
public final class AdminApi {

  private final List<Levers> levers;

  /** A group of levers. */
  interface Levers {
    void register(RoutesConfig routes);
  }

  public AdminApi(AdminItems items, AdminWebhooks webhooks, AdminTraffic traffic) {
    this.levers = List.of(items, webhooks, traffic);
  }

  public void register(RoutesConfig routes) {
    routes.before("/admin/*", AdminApi::guard);
    levers.forEach(group -> group.register(routes));
    routes.exception(
        HttpResponseException.class, (e, http) -> refuse(http, e.getStatus(), e.getMessage()));
    routes.exception(
        IllegalArgumentException.class, (e, http) -> refuse(http, 400, e.getMessage()));
    routes.exception(IllegalStateException.class, (e, http) -> refuse(http, 409, e.getMessage()));
  }

  private static void guard(Context http) {
    // A page in a developer's browser must not pull levers: browsers say where a request is from.
    @Nullable String from = http.header("Sec-Fetch-Site");
    boolean foreignPage = from != null && !from.equals("none") && !from.equals("same-origin");
    if (foreignPage || !isLoopback(http.req().getRemoteAddr())) {
      throw new ForbiddenResponse("only from this machine");
    }
  }

  /** Whether a numeric address is this machine's own. */
  static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void refuse(Context http, int status, @Nullable String why) {
    ObjectNode json = Json.object();
    json.put("error", why == null ? "bad request" : why);
    http.status(status).contentType("application/json").result(Json.bytes(json));
  }
}
