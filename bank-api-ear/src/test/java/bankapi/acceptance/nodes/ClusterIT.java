package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Cluster;
import bankapi.acceptance.server.Node;
import bankapi.acceptance.server.Postgres;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.SiteSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * What the tests with several nodes stand on. A {@link Customer} is one test's own: an API user
 * with its site, made in the database as an operator's console makes one.
 */
abstract class ClusterIT {
  static final Cluster CLUSTER = Cluster.only();
  static final Postgres DATABASE = CLUSTER.database();
  static final Duration PATIENCE = Duration.ofMinutes(1);

  final BridgeSystem bridge = CLUSTER.bridge();
  final SiteSystem receiver = CLUSTER.site();

  static Stream<Node> nodes() {
    return CLUSTER.nodes().stream();
  }

  /** A node, and one that is not the same. */
  record Pair(Node first, Node second) {}

  static Stream<Pair> pairs() {
    return nodes()
        .flatMap(first -> nodes().filter(n -> n != first).map(second -> new Pair(first, second)));
  }

  /** An API user of its own, whose first link makes its site. */
  record Customer(String key, String secret) {

    static Customer create() {
      Customer customer = new Customer(random("key"), random("secret"));
      DATABASE.change(
          "insert into api_user (id, api_key, secret_hash, email, link_answer, list_answer,"
              + " may_register, multi_site, active, created_at, version)"
              + " values (?, ?, ?, ?, 'OBJECT', 'LIST', true, false, true, now(), 1)",
          UUID.randomUUID(),
          customer.key,
          hash(customer.secret),
          customer.key + "@site.example");
      return customer;
    }

    /** What the site calls itself. */
    String site() {
      return "site-of-" + key;
    }

    /** This API user at one node. */
    GatewaySystem at(Node node) {
      return GatewaySystem.at(node.base(), key, secret);
    }

    /** This API user at another node with every call. */
    GatewaySystem anywhere() {
      return GatewaySystem.at(CLUSTER.gateway().base(), key, secret);
    }
  }

  /** An opened request: its id, and where the person goes. */
  record Link(String request, URI url) {}

  Link link(GatewaySystem gateway, Customer customer) {
    JsonNode link =
        gateway
            .call(
                "get_bridge_connect_link", receiver.linkArguments(customer.site(), random("user")))
            .message();
    return new Link(link.path("request").asText(), URI.create(link.path("redirect_url").asText()));
  }

  /** The browser comes back, to this node. */
  static Answer comeBack(Node node, BridgeSystem.Visit visit) {
    return CLUSTER
        .gateway(node)
        .browse(
            node.base()
                .resolve(visit.callback().getRawPath() + "?" + visit.callback().getRawQuery()));
  }

  static String status(GatewaySystem gateway, Link link) {
    return gateway
        .call("get_bridge_item_id", Map.of("request", link.request()))
        .message()
        .path("status")
        .asText();
  }

  /** The webhooks that the site got about this request; a repetition counts. */
  List<Webhook> heard(Link link) {
    return receiver.received(
        webhook -> webhook.json().path("request").asText().equals(link.request()));
  }

  /** Waits until the site has heard of them all, and nothing is left to deliver to it. */
  void awaitDelivered(Customer customer, List<Link> links, Duration patience) {
    Awaitility.await()
        .atMost(patience)
        .untilAsserted(
            () -> {
              assertThat(links).allSatisfy(link -> assertThat(heard(link)).isNotEmpty());
              assertThat(deliveries(customer, "PENDING")).isZero();
            });
  }

  static long deliveries(Customer customer, String state) {
    return DATABASE.number(
        "select count(*) from delivery d join site s on s.id = d.site_id"
            + " where s.site_key = ? and d.state = ?",
        customer.site(),
        state);
  }

  static String random(String what) {
    return what + "-" + UUID.randomUUID();
  }

  /** As secrets of API users are stored. */
  static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
