package bankapi.acceptance.kill;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Node;
import bankapi.acceptance.server.Postgres;
import bankapi.acceptance.server.TwoNodes;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Kills at random moments while Bridge sends events of several sites, twice and out of order: one
 * node works while the other one starts. {@code -Dkills=300 -Dseed=1}: the seed decides when and
 * what; the machine's own pace does as well, so a seed repeats a campaign only nearly.
 */
class CampaignIT {
  private static final int KILLS = Integer.getInteger("kills", 300);
  private static final int TENANTS = 6;
  private static final int AT_ONCE = 12;

  /** From the moment both nodes are ready to the next kill. */
  private static final int LONGEST_PAUSE_MILLIS = 3_000;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final TwoNodes nodes =
      new TwoNodes(List.of(System.getProperty("bankapi.test.nodes").split(",")), "campaign", "");
  private final BridgeSystem bridge = nodes.bridge();
  private final Postgres database = nodes.database();
  private final Map<Long, Story> stories = new LinkedHashMap<>();
  private int heard;

  @Test
  void nothingIsLost() {
    List<String> users =
        IntStream.range(0, TENANTS)
            .mapToObj(i -> bridge.owner(new Tenant(nodes).connect()))
            .toList();
    bridge.turn("{\"rate_limits\":true}");
    for (int kills = 0; kills < KILLS; kills++) {
      workUntil(users, () -> nodes.nodes().stream().allMatch(nodes::isReady));
      long moment = System.nanoTime() + random.nextInt(LONGEST_PAUSE_MILLIS) * 1_000_000L;
      workUntil(users, () -> System.nanoTime() >= moment);
      Node victim = nodes.nodes().get(kills % 2);
      nodes.killAndStart(victim);
      System.out.println("kill " + (kills + 1) + " of " + KILLS + ", stories " + stories.size());
      bridge.webhooks(
          "{\"duplicate\":%s,\"out_of_order\":%s}"
              .formatted(random.nextBoolean(), random.nextBoolean()));
    }
    Awaitility.await("every story ends")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              listen();
              assertThat(underWay()).isEmpty();
              assertThat(number("received_event where state <> 'DONE'")).isZero();
              assertThat(number("delivery where state <> 'DELIVERED'")).isZero();
            });
    listen();
    judge();
  }

  /** Begins new stories and goes on with those that were begun. */
  private void workUntil(List<String> users, Callable<Boolean> end) {
    Awaitility.await("the nodes start, see their logs")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              listen();
              if (underWay().size() < AT_ONCE) {
                Story story = new Story(bridge.add(users.get(random.nextInt(users.size()))));
                stories.put(story.item(), story);
              }
              return end.call();
            });
  }

  private void listen() {
    List<Webhook> all = nodes.site().received(webhook -> true);
    for (Webhook webhook : all.subList(heard, all.size())) {
      Story story = stories.get(webhook.json().path("item_id").asLong());
      if (story != null) {
        story.hear(webhook);
      }
    }
    heard = all.size();
    stories.values().forEach(story -> story.goOn(bridge));
  }

  private List<Story> underWay() {
    return stories.values().stream().filter(story -> !story.isOver()).toList();
  }

  private void judge() {
    Map<String, List<Webhook>> byId =
        nodes.site().received(webhook -> true).stream()
            .collect(groupingBy(webhook -> webhook.headers().get("webhook-id")));
    Map<String, String> outbox =
        database.texts("select id || ' ' || payload from delivery").stream()
            .map(row -> row.split(" ", 2))
            .collect(toMap(row -> row[0], row -> row[1]));
    long arrivals = byId.values().stream().mapToLong(List::size).sum();
    long otherPayload =
        byId.entrySet().stream()
            .flatMap(one -> one.getValue().stream().map(w -> Map.entry(one.getKey(), w.body())))
            .filter(one -> !one.getValue().equals(outbox.get(one.getKey())))
            .count();
    long unheard = outbox.keySet().stream().filter(id -> !byId.containsKey(id)).count();
    Set<String> incomplete =
        Set.copyOf(
            database.texts(
                "select bridge_item_id || ': ' || count(*) from received_event"
                    + " where bridge_item_id in (select bridge_item_id from item"
                    + " where deleted_at is not null) group by bridge_item_id having count(*) <> "
                    + Story.EVENTS));
    long doubled = stories.values().stream().mapToLong(Story::doubled).sum();
    long refused =
        StreamSupport.stream(bridge.calls("").spliterator(), false)
            .filter(call -> call.path("status").asInt() == 429)
            .count();
    long lost = underWay().size() + unheard + incomplete.size();
    System.out.println(
        "kills %d, events %d, outcomes %d, lost %d, doubled %d, duplicates %d (%d with another id or payload), refused by Bridge's limits %d, seed %d"
            .formatted(
                KILLS,
                number("received_event"),
                outbox.size(),
                lost,
                doubled,
                arrivals - byId.size(),
                otherPayload,
                refused,
                seed));
    assertThat(underWay()).as("stories without an end").isEmpty();
    assertThat(unheard).as("deliveries that never arrived").isZero();
    assertThat(incomplete).as("items with events too few or too many").isEmpty();
    assertThat(doubled).as("outcomes told under two ids").isZero();
    assertThat(otherPayload).as("repetitions that differ").isZero();
    assertThat(refused).as("Bridge was asked too often").isZero();
    assertThat(number("received_event where claim_token is not null")).isZero();
    assertThat(number("delivery where claim_token is not null")).isZero();
    assertThat(number("connection_request where state = 'OPEN'")).isZero();
  }

  private long number(String from) {
    return database.number("select count(*) from " + from);
  }
}
