package bankapi.bank.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.page;
import static bankapi.bridge.control.StubBridge.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestClock;
import bankapi.bridge.control.TestGateway;
import bankapi.platform.TestBeans;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferenceDataTest {

  private static final String BANK = "GET /v3/providers/574";
  private static final String TREE = "GET /v3/aggregation/categories";
  private static final String FRENCH =
      "{\"id\":315,\"name\":\"Soins\",\"categories\":[{\"id\":235,\"name\":\"Coiffeur\"}]}";

  private final StubBridge bridge = new StubBridge();
  private final TestClock clock = TestClock.running();
  private final BridgeGateway gateway = new TestGateway(bridge.url(), clock).start();
  private final ReferenceTimes times = TestBeans.create(ReferenceTimes.class, clock);
  private final Banks banks = TestBeans.create(Banks.class, gateway, times);
  private final Categories categories = TestBeans.create(Categories.class, gateway, times);
  private final UUID tenant = UUID.randomUUID();

  ReferenceDataTest() {
    banks.prepare();
    categories.prepare();
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void aBankIsReadOnceADay() {
    bridge.on(BANK, json(200, "{\"id\":574,\"name\":\"Demo Bank\"}"));
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("Demo Bank");
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("Demo Bank");
    assertThat(bridge.asked(BANK)).hasSize(1);
    clock.move(Duration.ofHours(25));
    banks.single(tenant, 574);
    assertThat(bridge.asked(BANK)).hasSize(2);
  }

  @Test
  void whatManyAskForAtOnceIsReadOnce() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    bridge.on(
        BANK,
        (asked, exchange) -> {
          open.await();
          json(200, "{\"id\":574}").write(asked, exchange);
        });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(threads.submit(() -> banks.single(tenant, 574)));
    }
    await().until(() -> !bridge.asked(BANK).isEmpty());
    open.countDown();
    for (Future<?> call : calls) {
      call.get(10, TimeUnit.SECONDS);
    }
    threads.shutdown();
    assertThat(bridge.asked(BANK)).hasSize(1);
  }

  @Test
  void anUnknownBankIsRememberedAsUnknown() {
    bridge.on(BANK, error(404, "not_found", "The requested resource doesn't exist"));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> banks.single(tenant, 574))
          .satisfies(e -> assertThat(((GatewayException) e).code()).isEqualTo(Code.NOT_FOUND));
    }
    assertThat(bridge.asked(BANK)).hasSize(1);
  }

  @Test
  void anOldAnswerIsGivenWhileBridgeIsDown() {
    bridge.on(BANK, json(200, "{\"id\":574,\"name\":\"Demo Bank\"}"));
    banks.single(tenant, 574);
    bridge.on(BANK, raw(500, "text/html", "down"));
    clock.move(Duration.ofHours(25));
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("Demo Bank");
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("Demo Bank");
    assertThat(bridge.asked(BANK)).hasSize(2);
    bridge.on(BANK, json(200, "{\"id\":574,\"name\":\"New Name\"}"));
    clock.move(Duration.ofMinutes(2));
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("New Name");
  }

  @Test
  void whatWasNeverReadFailsWhileBridgeIsDown() {
    bridge.on(BANK, raw(500, "text/html", "down"));
    assertThatThrownBy(() -> banks.single(tenant, 574))
        .satisfies(
            e -> assertThat(((GatewayException) e).code()).isEqualTo(Code.BRIDGE_UNAVAILABLE));
  }

  @Test
  void aTenantWhoseBudgetIsUsedUpKeepsNobodyElseFromReading() {
    bridge.on(
        BANK,
        json(429, "{}", "Retry-After", "60"),
        json(200, "{\"id\":574,\"name\":\"Demo Bank\"}"));
    assertThatThrownBy(() -> banks.single(tenant, 574))
        .satisfies(
            e -> assertThat(((GatewayException) e).code()).isEqualTo(Code.TOO_MANY_REQUESTS));
    assertThat(banks.single(UUID.randomUUID(), 574).getString("name")).isEqualTo("Demo Bank");
  }

  @Test
  void whoWaitedForATenantWhoseBudgetIsUsedUpAsksForItself() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    bridge.on(
        BANK,
        (asked, exchange) -> {
          open.await();
          json(429, "{}", "Retry-After", "60").write(asked, exchange);
        },
        json(200, "{\"id\":574,\"name\":\"Demo Bank\"}"));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> poor = threads.submit(() -> banks.single(tenant, 574));
    await().until(() -> !bridge.asked(BANK).isEmpty());
    Future<JsonObject> other = threads.submit(() -> banks.single(UUID.randomUUID(), 574));
    open.countDown();
    assertThat(other.get(10, TimeUnit.SECONDS).getString("name")).isEqualTo("Demo Bank");
    assertThatThrownBy(() -> poor.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(GatewayException.class);
    threads.shutdown();
  }

  @Test
  void anOldAnswerIsGivenToATenantWhoseBudgetIsUsedUp() {
    bridge.on(
        BANK,
        json(200, "{\"id\":574,\"name\":\"Demo Bank\"}"),
        json(429, "{}", "Retry-After", "60"),
        json(200, "{\"id\":574,\"name\":\"New Name\"}"));
    banks.single(tenant, 574);
    clock.move(Duration.ofHours(25));
    assertThat(banks.single(tenant, 574).getString("name")).isEqualTo("Demo Bank");
    assertThat(banks.single(UUID.randomUUID(), 574).getString("name")).isEqualTo("New Name");
  }

  @Test
  void eachLanguageHasItsTree() {
    bridge.on(
        TREE,
        (asked, exchange) ->
            json(
                    200,
                    page(
                        asked.header("Accept-Language").equals("fr")
                            ? FRENCH
                            : FRENCH.replace("Coiffeur", "Hairdresser"),
                        "null"))
                .write(asked, exchange));
    for (int i = 0; i < 2; i++) {
      assertThat(categories.tree(tenant, "fr").orElseThrow().name(235)).contains("Coiffeur");
      assertThat(categories.tree(tenant, "en").orElseThrow().name(235)).contains("Hairdresser");
    }
    assertThat(bridge.asked(TREE)).hasSize(2);
  }

  @Test
  void aSingleCategoryNamesItsParent() {
    bridge.on(TREE, json(200, page(FRENCH, "null")));
    CategoryTree tree = categories.tree(tenant, "fr").orElseThrow();
    assertThat(tree.one(235).orElseThrow().toString())
        .isEqualTo("{\"id\":235,\"name\":\"Coiffeur\",\"parent_id\":315}");
    assertThat(tree.one(315).orElseThrow().toString()).isEqualTo("{\"id\":315,\"name\":\"Soins\"}");
    assertThat(tree.one(1)).isEmpty();
    assertThat(tree.rows().toString()).isEqualTo("[" + FRENCH + "]");
  }

  @Test
  void categoriesThatAreNotActivatedAreRememberedAsSuch() {
    bridge.on(TREE, error(403, "forbidden", "contact us"));
    assertThat(categories.tree(tenant, "fr")).isEmpty();
    assertThat(categories.tree(tenant, "fr")).isEmpty();
    assertThat(bridge.asked(TREE)).hasSize(1);
  }
}
