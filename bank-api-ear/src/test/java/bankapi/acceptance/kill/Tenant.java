package bankapi.acceptance.kill;

import bankapi.acceptance.server.Postgres;
import bankapi.acceptance.server.TwoNodes;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.DatabaseSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A customer of its own, with one site and one person. */
final class Tenant {
  private final TwoNodes nodes;
  private final String key = "key-" + UUID.randomUUID();
  private final String secret = "secret-" + UUID.randomUUID();
  private final String user = "user-of-" + key;

  Tenant(TwoNodes nodes) {
    this.nodes = nodes;
    nodes
        .database()
        .change(
            "insert into api_user (id, api_key, secret_hash, email, link_answer, list_answer,"
                + " may_register, multi_site, active, created_at, version)"
                + " values (?, ?, ?, ?, 'OBJECT', 'LIST', true, false, true, now(), 1)",
            UUID.randomUUID(),
            key,
            DatabaseSystem.sha256(secret),
            key + "@site.example");
  }

  /** What its site calls itself. */
  String site() {
    return "site-of-" + key;
  }

  /** An opened request: its id, and where the person goes. */
  record Link(String request, URI url) {}

  Link link() {
    JsonNode link =
        gateway()
            .call("get_bridge_connect_link", nodes.site().linkArguments(site(), user))
            .message();
    return new Link(link.path("request").asText(), URI.create(link.path("redirect_url").asText()));
  }

  /** The person connects a bank and comes back. */
  long connect() {
    BridgeSystem.Visit visit = nodes.bridge().connect(link().url());
    browse(visit.callback());
    return visit.itemId();
  }

  /** The person's browser follows an address. */
  Answer browse(URI address) {
    return gateway().browse(address);
  }

  String statusOf(Link link) {
    return gateway()
        .call("get_bridge_item_id", Map.of("request", link.request()))
        .message()
        .path("status")
        .asText();
  }

  /** What its site got of this event; a repetition counts. */
  List<Webhook> heard(String event) {
    return nodes
        .site()
        .received(
            webhook ->
                webhook.body().contains(site())
                    && webhook.event().equals(event)
                    && webhook.json().path("site").asText().equals(site()));
  }

  /** How many deliveries of this kind it has. */
  long deliveries(String event, String condition) {
    return database()
        .number(
            "select count(*) from delivery d join site s on s.id = d.site_id where s.site_key = ?"
                + " and d.event = ? and "
                + condition,
            site(),
            event);
  }

  private Postgres database() {
    return nodes.database();
  }

  private GatewaySystem gateway() {
    return nodes.gateway(key, secret);
  }
}
