package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.nodes.ClusterIT.Customer;
import bankapi.acceptance.nodes.ClusterIT.Link;
import bankapi.acceptance.system.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A customer and its people who go on, through the balancer, while something happens to the nodes:
 * links are opened, people come back, the site asks what became of them. What goes wrong is kept.
 */
final class Traffic implements AutoCloseable {
  private static final int EVERY_MILLIS = 1500;

  private final ClusterIT test;
  private final Customer customer;
  private final List<Link> links = new CopyOnWriteArrayList<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService people = Executors.newScheduledThreadPool(3);

  Traffic(ClusterIT test, Customer customer) {
    this.test = test;
    this.customer = customer;
    people.scheduleAtFixedRate(
        () -> attempt(this::connect), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    people.scheduleAtFixedRate(
        () -> attempt(this::ask), 0, EVERY_MILLIS / 5, TimeUnit.MILLISECONDS);
  }

  /** The requests whose person has come back. */
  List<Link> links() {
    return links;
  }

  /** Ends it, and fails if anything went wrong. */
  @Override
  public void close() throws InterruptedException {
    people.shutdown();
    assertThat(people.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    assertThat(wrong).isEmpty();
    assertThat(links).isNotEmpty();
  }

  private void attempt(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException | AssertionError e) {
      wrong.add(e.toString());
    }
  }

  private void connect() {
    Link link = test.link(customer.anywhere(), customer);
    Answer home = ClusterIT.CLUSTER.gateway().browse(test.bridge.connect(link.url()).callback());
    assertThat(home.header("Location").orElse(home.status() + home.body()))
        .contains("request=" + link.request())
        .containsPattern("success=(true|pending)");
    links.add(link);
  }

  private void ask() {
    Answer who = customer.anywhere().get("frappe.auth.get_logged_user", Map.of());
    assertThat(who.status()).as(who.body()).isEqualTo(200);
    if (!links.isEmpty()) {
      assertThat(ClusterIT.status(customer.anywhere(), links.get(links.size() - 1)))
          .isIn("pending", "succeeded");
    }
  }
}
