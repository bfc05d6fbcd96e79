package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.DatabaseSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.SiteSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every acceptance test stands on: the archive as it was built, deployed once on the server of
 * this run, and the three systems. Tests share the gateway: each works for a {@link #newUser()} of
 * its own.
 */
@ExtendWith(ArquillianExtension.class)
abstract class GatewayIT {
  /** The one site of the API user. */
  static final String SITE = "acceptance";

  final GatewaySystem gateway = Bench.only().gateway();
  final BridgeSystem bridge = Bench.only().bridge();
  final SiteSystem site = Bench.only().site();
  final DatabaseSystem database = Bench.only().database();

  @Deployment(testable = false)
  static Archive<?> archive() {
    File file = new File(System.getProperty("bankapi.test.archive"));
    return file.getName().endsWith(".ear")
        ? ShrinkWrap.createFromZipFile(EnterpriseArchive.class, file)
        : ShrinkWrap.createFromZipFile(WebArchive.class, file);
  }

  /** So that the site exists, whichever test runs first: a link call registers it. */
  void registered() {
    gateway.call("get_bridge_connect_link", site.linkArguments(SITE, "registered")).message();
  }

  /** A customer of the gateway with a key of its own, and the name of its one site. */
  record Customer(GatewaySystem gateway, String site) {}

  static Customer customer() {
    return customer("OBJECT", "LIST");
  }

  /**
   * @param linkAnswer {@code OBJECT} or {@code URL}
   * @param listAnswer {@code LIST} or {@code RESOURCES}
   */
  static Customer customer(String linkAnswer, String listAnswer) {
    String name = "customer-" + UUID.randomUUID();
    return new Customer(Bench.only().customer(name, linkAnswer, listAnswer, false), name);
  }

  /** A request that ended well, and the item it gave. */
  record Connected(String user, String request, long itemId) {}

  /** The whole way through Bridge and back, for a user of its own. */
  Connected connected() {
    return connected(new Customer(gateway, SITE), newUser());
  }

  Connected connected(Customer customer, String user) {
    return connected(customer, user, site.linkArguments(customer.site(), user));
  }

  Connected connected(Customer customer, String user, Map<String, Object> arguments) {
    JsonNode link = customer.gateway().call("get_bridge_connect_link", arguments).message();
    String url = link.isTextual() ? link.asText() : link.path("redirect_url").asText();
    BridgeSystem.Visit visit = bridge.connect(URI.create(url));
    String home = gateway.browse(visit.callback()).header("Location").orElse("");
    // a bare URL says no request: the way home does
    String request = home.replaceAll(".*[?&]request=([0-9a-f-]+).*", "$1");
    Awaitility.await()
        .until(
            () ->
                customer
                    .gateway()
                    .call("get_bridge_item_id", Map.of("request", request))
                    .message()
                    .path("status")
                    .asText()
                    .equals("succeeded"));
    return new Connected(user, request, visit.itemId());
  }

  /**
   * Waits until all that connecting told of has arrived: it is refreshed then, too.
   *
   * @return the ids of these webhooks
   */
  Set<String> told(Customer customer, long item) {
    String events = "select id from received_event where bridge_item_id = ? and state ";
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(database.rows(events + "= 'DONE'", item)).isNotEmpty();
              assertThat(database.rows(events + "<> 'DONE'", item)).isEmpty();
              assertThat(
                      database.rows(
                          "select d.id from delivery d join site s on s.id = d.site_id"
                              + " where s.site_key = ? and d.state <> 'DELIVERED'",
                          customer.site()))
                  .isEmpty();
            });
    return site
        .received(webhook -> webhook.json().path("site").asText().equals(customer.site()))
        .stream()
        .map(webhook -> webhook.headers().get("webhook-id"))
        .collect(Collectors.toSet());
  }

  /** A user that no other test knows: with Bridge users, items and requests of its own. */
  static String newUser() {
    return "user-" + UUID.randomUUID();
  }
}
