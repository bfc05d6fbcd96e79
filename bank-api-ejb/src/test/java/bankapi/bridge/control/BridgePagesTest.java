package bankapi.bridge.control;

import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.page;
import static bankapi.bridge.control.StubBridge.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgePagesTest {

  private static final String LIST = "GET /v3/aggregation/transactions";
  private static final String ACCOUNTS = "GET /v3/aggregation/accounts";

  private final StubBridge bridge = new StubBridge();
  private final TestGateway rig = new TestGateway(bridge.url(), TestClock.running());
  private final BridgeCaller who = new BridgeCaller(UUID.randomUUID(), UUID.randomUUID());

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void followsTheCursorAndPutsTheFiltersBack() {
    bridge.on(
        LIST,
        json(
            200, page("{\"id\":1},{\"id\":2}", "/v3/aggregation/transactions?after=a%3D1&limit=9")),
        json(200, page("{\"id\":3}", "/v3/aggregation/transactions?after=b&new=x&account_id=5")),
        json(200, page("{\"id\":4}", null)));
    TransactionQuery query =
        new TransactionQuery(
            Instant.parse("2026-01-02T03:04:05.006Z"),
            Instant.parse("2026-02-02T00:00:00Z"),
            4L,
            500,
            null);
    assertThat(ids(rig.start().transactions(who, query))).containsExactly(1, 2, 3, 4);
    assertThat(bridge.asked(LIST))
        .extracting(StubBridge.Asked::query)
        .containsExactly(
            Map.of(
                "limit", "500",
                "account_id", "4",
                "since", "2026-01-02T03:04:05.006Z",
                "until", "2026-02-02T00:00:00Z"),
            Map.of(
                "limit", "9",
                "account_id", "4",
                "since", "2026-01-02T03:04:05.006Z",
                "until", "2026-02-02T00:00:00Z",
                "after", "a=1"),
            Map.of(
                "limit", "500",
                "account_id", "5",
                "since", "2026-01-02T03:04:05.006Z",
                "until", "2026-02-02T00:00:00Z",
                "after", "b",
                "new", "x"));
    assertThat(bridge.asked(LIST)).allSatisfy(a -> assertThat(a.header(RawQuery.HEADER)).isNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resources\":[{\"id\":1}],\"pagination\":{\"next_uri\":\"null\"}}",
        "{\"resources\":[{\"id\":1}],\"pagination\":{\"next_uri\":\"\"}}",
        "{\"resources\":[{\"id\":1}],\"pagination\":{\"next_uri\":null}}",
        "{\"resources\":[{\"id\":1}],\"pagination\":{}}",
        "{\"resources\":[{\"id\":1}]}"
      })
  void endsHoweverTheLastPageSaysSo(String last) {
    bridge.on(ACCOUNTS, json(200, last));
    assertThat(ids(rig.start().accounts(who, 7L))).containsExactly(1);
    assertThat(bridge.asked(ACCOUNTS)).hasSize(1);
    assertThat(bridge.asked(ACCOUNTS).get(0).query()).containsEntry("item_id", "7");
  }

  @Test
  void neverGoesRoundInCircles() {
    bridge.on(
        ACCOUNTS,
        json(200, page("{\"id\":1}", "/x?after=a")),
        json(200, page("{\"id\":2}", "/x?after=b")),
        json(200, page("{\"id\":3}", "/x?after=a")));
    BridgePages pages = rig.start().accounts(who, null);
    assertThatThrownBy(() -> ids(pages)).satisfies(e -> code(e, Code.BRIDGE_UNAVAILABLE));
    assertThat(bridge.asked(ACCOUNTS)).hasSize(3);
  }

  @Test
  void aNextPageWithoutACursorIsNotFollowed() {
    bridge.on(ACCOUNTS, json(200, page("{\"id\":1}", "/v3/aggregation/accounts?limit=50")));
    assertThatThrownBy(() -> rig.start().accounts(who, null))
        .satisfies(e -> code(e, Code.BRIDGE_UNAVAILABLE));
    assertThat(bridge.asked(ACCOUNTS)).hasSize(1);
  }

  @Test
  void theAddressOfTheNextPageCannotLeadElsewhere() {
    bridge.on(
        ACCOUNTS,
        json(200, page("{\"id\":1}", "https://evil.example/steal?after=a")),
        json(200, page("{\"id\":2}", null)));
    assertThat(ids(rig.start().accounts(who, null))).containsExactly(1, 2);
  }

  @Test
  void whatFailsAtTheFirstPageFailsBeforeAnythingIsHandedOut() {
    bridge.on(ACCOUNTS, raw(500, "text/html", "broken"));
    assertThatThrownBy(() -> rig.start().accounts(who, null))
        .satisfies(e -> code(e, Code.BRIDGE_UNAVAILABLE));
  }

  @Test
  void whatFailsLaterFailsInsteadOfEnding() {
    bridge.on(
        ACCOUNTS,
        json(200, page("{\"id\":1}", "/x?after=a")),
        raw(200, "application/json", "{\"resources\":[{\"id\":2"));
    BridgePages pages = rig.start().accounts(who, null);
    assertThat(pages.next()).hasSize(1);
    assertThat(pages.hasNext()).isTrue();
    assertThatThrownBy(pages::next).satisfies(e -> code(e, Code.BRIDGE_UNAVAILABLE));
  }

  @Test
  void fetchesOnePageAheadAndNoMore() {
    endless();
    try (BridgePages pages = rig.start().accounts(who, null)) {
      assertThat(bridge.asked(ACCOUNTS)).hasSize(1);
      pages.next();
      await().until(() -> bridge.asked(ACCOUNTS).size() == 2);
      await().during(Duration.ofMillis(300)).until(() -> bridge.asked(ACCOUNTS).size() == 2);
    }
  }

  @Test
  void goesOnWhereTheServerHasNoThreadToSpare() {
    bridge.on(
        ACCOUNTS, json(200, page("{\"id\":1}", "/x?after=a")), json(200, page("{\"id\":2}", null)));
    BridgePages full =
        rig.start(
                task -> {
                  throw new RejectedExecutionException();
                })
            .accounts(who, null);
    assertThat(ids(full)).containsExactly(1, 2);
  }

  @Test
  void goesOnWhereTheServerNeverRunsTheTask() {
    bridge.on(
        ACCOUNTS, json(200, page("{\"id\":1}", "/x?after=a")), json(200, page("{\"id\":2}", null)));
    assertThat(ids(rig.start(task -> {}).accounts(who, null))).containsExactly(1, 2);
  }

  @Test
  void aLaterPageWaitsLongerThanAFirstOne() {
    rig.gateway.maxWait = Duration.ofMillis(500);
    bridge.on(
        ACCOUNTS,
        json(200, page("{\"id\":1}", "/x?after=a")),
        json(429, "", "Retry-After", "2"),
        json(429, "", "Retry-After", "1"),
        json(200, page("{\"id\":2}", null)));
    assertThat(ids(rig.start().accounts(who, null))).containsExactly(1, 2);
    assertThat(bridge.asked(ACCOUNTS)).hasSize(4);
  }

  @Test
  void aPageThatCouldNotBeFetchedAheadIsAskedForOnceMore() {
    bridge.on(
        ACCOUNTS,
        json(200, page("{\"id\":1}", "/x?after=a")),
        raw(503, "text/html", "briefly away"),
        raw(503, "text/html", "briefly away"),
        json(200, page("{\"id\":2}", null)));
    assertThat(ids(rig.start().accounts(who, null))).containsExactly(1, 2);
  }

  @Test
  void readsAllItems() {
    bridge.on(
        "GET /v3/aggregation/items",
        json(200, page("{\"id\":1,\"status\":0}", "/x?after=a")),
        json(200, page("{\"id\":2,\"status\":1010}", null)));
    assertThat(rig.start().items(who, Duration.ofSeconds(10)))
        .extracting(BridgeItem::id)
        .containsExactly(1L, 2L);
  }

  private void endless() {
    AtomicInteger n = new AtomicInteger();
    bridge.on(
        ACCOUNTS,
        (asked, exchange) ->
            json(200, page("{\"id\":1}", "/x?after=" + n.incrementAndGet()))
                .write(asked, exchange));
  }

  private static List<Integer> ids(BridgePages pages) {
    List<Integer> ids = new ArrayList<>();
    try (pages) {
      while (pages.hasNext()) {
        pages.next().forEach(row -> ids.add(row.asJsonObject().getInt("id")));
      }
    }
    return ids;
  }

  private static void code(Throwable e, Code code) {
    assertThat(e).isInstanceOf(GatewayException.class);
    assertThat(((GatewayException) e).code()).isEqualTo(code);
  }
}
