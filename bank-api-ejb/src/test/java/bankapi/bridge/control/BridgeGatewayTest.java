package bankapi.bridge.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.page;
import static bankapi.bridge.control.StubBridge.raw;
import static bankapi.bridge.control.StubBridge.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeGatewayTest {

  private static final String TOKEN = "POST /v3/aggregation/authorization/token";
  private static final String ITEM = "GET /v3/aggregation/items/7";
  private static final String HEALTHY = "{\"id\":7,\"status\":0,\"status_code_info\":\"ok\"}";

  private final StubBridge bridge = new StubBridge();
  private final TestClock clock = TestClock.running();
  private final TestGateway rig = new TestGateway(bridge.url(), clock);
  private final BridgeCaller who = new BridgeCaller(UUID.randomUUID(), UUID.randomUUID());

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void sendsAllHeadersOnEveryRequest() {
    bridge.on(ITEM, json(200, HEALTHY));
    rig.start().item(who, 7, "fr", Duration.ofSeconds(5));
    StubBridge.Asked item = bridge.asked(ITEM).get(0);
    assertThat(item.header("Authorization")).isEqualTo("Bearer t");
    assertThat(item.header("Accept-Language")).isEqualTo("fr");
    for (StubBridge.Asked asked : List.of(item, bridge.asked(TOKEN).get(0))) {
      assertThat(asked.header("Client-Id")).isEqualTo("the-client-id");
      assertThat(asked.header("Client-Secret")).isEqualTo("the-client-secret");
      assertThat(asked.header("Bridge-Version")).isEqualTo("2025-01-15");
      assertThat(asked.header("Accept")).isEqualTo("application/json");
      assertThat(asked.header(RawQuery.HEADER)).isNull();
    }
    assertThat(bridge.asked(TOKEN).get(0).header("Content-Type")).isEqualTo("application/json");
    assertThat(bridge.asked(TOKEN).get(0).header("Authorization")).isNull();
    assertThat(bridge.asked(TOKEN).get(0).body())
        .isEqualTo("{\"user_uuid\":\"" + who.userUuid() + "\"}");
  }

  @Test
  void asksForOneTokenHoweverManyCallsNeedIt() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    bridge.on(
        TOKEN,
        (asked, exchange) -> {
          open.await();
          json(200, token("one")).write(asked, exchange);
        });
    bridge.on(ITEM, json(200, HEALTHY));
    List<Thread> callers = new CopyOnWriteArrayList<>();
    BridgeGateway gateway =
        rig.start(
            task -> {
              Thread caller = new Thread(task);
              callers.add(caller);
              caller.start();
            });
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(threads.submit(() -> gateway.item(who, 7, "en", Duration.ofSeconds(60))));
    }
    Awaitility.await("one asks, the others wait for it")
        .atMost(Duration.ofSeconds(30))
        .until(() -> callers.stream().filter(BridgeGatewayTest::waitsForAToken).count() == 7);
    open.countDown();
    for (Future<?> call : calls) {
      call.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
    assertThat(bridge.asked(TOKEN)).hasSize(1);
    assertThat(bridge.asked(ITEM)).hasSize(8);
  }

  private static boolean waitsForAToken(Thread caller) {
    return Stream.of(caller.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals(BridgeTokens.class.getName())
                    && frame.getMethodName().equals("await"));
  }

  @Test
  void whoHasTimeDoesNotFailBecauseOneHadNone() throws Exception {
    CountDownLatch fail = new CountDownLatch(1);
    bridge.on(
        TOKEN,
        (asked, exchange) -> {
          fail.await();
          raw(503, "text/html", "x").write(asked, exchange);
        },
        json(201, token("second")));
    rig.start();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Future<String> impatient =
        threads.submit(() -> rig.tokens.bearer(who, clock.instant().plusMillis(900)));
    await().until(() -> !bridge.asked(TOKEN).isEmpty());
    FutureTask<String> patient =
        new FutureTask<>(() -> rig.tokens.bearer(who, clock.instant().plusSeconds(20)));
    Thread waiter = new Thread(patient);
    waiter.start();
    await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
    fail.countDown();
    assertThatThrownBy(impatient::get).hasCauseInstanceOf(GatewayException.class);
    assertThat(patient.get(10, TimeUnit.SECONDS)).isEqualTo("Bearer second");
    threads.shutdown();
  }

  @Test
  void takesANewTokenTwoMinutesBeforeTheEndOfTheOld() {
    Instant end = clock.instant().plus(Duration.ofHours(2));
    bridge.on(
        TOKEN,
        json(201, "{\"access_token\":\"first\",\"expires_at\":\"" + end + "\"}"),
        json(201, token("second")));
    bridge.on(ITEM, json(200, HEALTHY));
    BridgeGateway gateway = rig.start();
    gateway.item(who, 7, "en", Duration.ofSeconds(5));
    clock.move(Duration.ofMinutes(117));
    gateway.item(who, 7, "en", Duration.ofSeconds(5));
    clock.move(Duration.ofSeconds(61));
    gateway.item(who, 7, "en", Duration.ofSeconds(5));
    assertThat(bridge.asked(ITEM))
        .extracting(a -> a.header("Authorization"))
        .containsExactly("Bearer first", "Bearer first", "Bearer second");
  }

  @Test
  void triesOnceMoreWithANewTokenWhenTheOldIsRefused() {
    bridge.on(TOKEN, json(201, token("old")), json(201, token("new")));
    bridge.on(ITEM, error(401, "whatever", "expired"), json(200, HEALTHY));
    assertThat(rig.start().item(who, 7, "en", Duration.ofSeconds(5))).isPresent();
    assertThat(bridge.asked(ITEM))
        .extracting(a -> a.header("Authorization"))
        .containsExactly("Bearer old", "Bearer new");
  }

  @Test
  void givesUpWhenTheNewTokenIsRefusedToo() {
    bridge.on(ITEM, error(401, "whatever", "no"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
    assertThat(bridge.asked(ITEM)).hasSize(2);
  }

  @Test
  void wrongCredentialsOfOursCostNoSecondToken() {
    bridge.on(ITEM, error(401, "invalid_client_credentials", "client_id is invalid"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
    assertThat(bridge.asked(TOKEN)).hasSize(1);
    assertThat(bridge.asked(ITEM)).hasSize(1);
  }

  @Test
  void aRefusedTokenDoesNotMeanThatThereIsNothing() {
    bridge.on(TOKEN, json(401, "{\"errors\":[{\"code\":\"user.authentication.unauthorized\"}]}"));
    fails(Code.BRIDGE_REFUSED, () -> item());
    fails(Code.BRIDGE_REFUSED, () -> rig.gateway.deleteItem(who, 7));
    fails(Code.BRIDGE_REFUSED, () -> rig.gateway.account(who, 7, Duration.ofSeconds(5)));
  }

  @Test
  void aUserIsGoneOnlyByBridgesOwnWordForIt() {
    String path = "GET /v3/aggregation/users/" + who.userUuid();
    bridge.on(
        path,
        error(404, "user.not_found", "User not found"),
        json(200, "{}"),
        error(404, "something", "else"));
    BridgeGateway gateway = rig.start();
    assertThat(gateway.hasUser(who.tenant(), who.userUuid(), Duration.ofSeconds(5))).isFalse();
    assertThat(gateway.hasUser(who.tenant(), who.userUuid(), Duration.ofSeconds(5))).isTrue();
    fails(
        Code.BRIDGE_UNAVAILABLE,
        () -> gateway.hasUser(who.tenant(), who.userUuid(), Duration.ofSeconds(5)));
  }

  @Test
  void forgetsATokenOnDemand() {
    bridge.on(ITEM, json(200, HEALTHY));
    item();
    rig.gateway.forgetUser(who.userUuid());
    rig.gateway.item(who, 7, "en", Duration.ofSeconds(5));
    assertThat(bridge.asked(TOKEN)).hasSize(2);
  }

  @Test
  void anItemThatBridgeDoesNotHaveIsEmpty() {
    bridge.on(ITEM, error(404, "item.not_found", "Item 7 not found for user x"));
    assertThat(item()).isEmpty();
  }

  @Test
  void aPageOfAProxyInBetweenIsNotTakenForAMissingItem() {
    bridge.on(ITEM, raw(404, "text/html", "<html>404</html>"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>maintenance</html>", "[]", "{\"id\":7,\"stat", "{}"})
  void whatIsNoAnswerIsBridgeUnavailable(String body) {
    bridge.on(ITEM, raw(200, "application/json", body));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
  }

  @Test
  void aCutAnswerIsBridgeUnavailable() {
    bridge.on(
        ITEM,
        (asked, exchange) -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(HEALTHY.getBytes());
          exchange.getResponseBody().flush();
        });
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
  }

  @Test
  void anAnswerThatNeverEndsIsNotRead() {
    rig.exchange.maxAnswer = 1000;
    bridge.on(ITEM, json(200, "{\"id\":7,\"status\":0,\"x\":\"" + "x".repeat(2000) + "\"}"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
    assertThat(bridge.asked(ITEM)).hasSize(1);
  }

  @Test
  void aReadIsRepeatedTwiceWhenBridgeIsBrieflyAway() {
    bridge.on(ITEM, raw(503, "text/html", "x"), raw(502, "text/html", "x"), json(200, HEALTHY));
    assertThat(item()).isPresent();
    assertThat(bridge.asked(ITEM)).hasSize(3);
  }

  @Test
  void aReadIsNotRepeatedForEver() {
    bridge.on(ITEM, raw(504, "text/html", "x"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
    assertThat(bridge.asked(ITEM)).hasSize(3);
  }

  @Test
  void aWriteIsNotRepeated() {
    bridge.on("POST /v3/aggregation/users", raw(503, "text/html", "x"));
    fails(
        Code.BRIDGE_UNAVAILABLE,
        () -> rig.start().createUser(who.tenant(), UUID.randomUUID(), true));
    assertThat(bridge.asked("POST /v3/aggregation/users")).hasSize(1);
  }

  @Test
  void aDeletionIsRepeatedAsItDoesNoHarm() {
    String delete = "DELETE /v3/aggregation/items/7";
    bridge.on(delete, raw(503, "text/html", "x"), raw(204, "application/json", ""));
    assertThat(rig.start().deleteItem(who, 7)).isTrue();
    assertThat(bridge.asked(delete)).hasSize(2);
  }

  @Test
  void deletingWhatIsGoneSaysSo() {
    bridge.on("DELETE /v3/aggregation/items/7", error(404, "item.not_found", "x"));
    assertThat(rig.start().deleteItem(who, 7)).isFalse();
  }

  @Test
  void nobodyListeningIsBridgeUnavailable() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    TestGateway nowhere = new TestGateway(URI.create("http://127.0.0.1:" + port), clock);
    fails(Code.BRIDGE_UNAVAILABLE, () -> nowhere.start().account(who, 1, Duration.ofSeconds(5)));
  }

  @Test
  void aSilentBridgeIsAskedOnce() {
    rig.producer.readTimeout = Duration.ofMillis(200);
    bridge.on("GET /v3/aggregation/accounts/1", (asked, exchange) -> new CountDownLatch(1).await());
    fails(Code.BRIDGE_UNAVAILABLE, () -> rig.start().account(who, 1, Duration.ofSeconds(5)));
    assertThat(bridge.asked("GET /v3/aggregation/accounts/1")).hasSize(1);
  }

  @Test
  void anItemIsWaitedForNoLongerThanAsked() {
    bridge.on(ITEM, (asked, exchange) -> new CountDownLatch(1).await());
    long start = System.nanoTime();
    fails(Code.BRIDGE_UNAVAILABLE, () -> rig.start().item(who, 7, "en", Duration.ofMillis(300)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void theBreakerOpensWhenBridgeIsBrokenAndClosesWhenItIsBack() {
    rig.calls.breakerCalls = 6;
    bridge.on("GET /v3/providers/1", raw(500, "text/html", "x"));
    BridgeGateway gateway = rig.start();
    for (int i = 0; i < 3; i++) {
      fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.provider(who.tenant(), 1));
    }
    GatewayException refused =
        fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.provider(who.tenant(), 1));
    assertThat(bridge.asked("GET /v3/providers/1")).hasSize(3);
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(30));
    bridge.on("GET /v3/providers/1", json(200, "{\"id\":1}"));
    clock.move(Duration.ofSeconds(31));
    assertThat(gateway.provider(who.tenant(), 1)).isPresent();
  }

  @Test
  void aClockThatIsSetBackDoesNotKeepTheBreakerOpen() {
    rig.calls.steady = new SteadyClock();
    rig.calls.openFor = Duration.ofMillis(100);
    rig.calls.breakerCalls = 6;
    bridge.on("GET /v3/providers/1", raw(500, "text/html", "x"));
    BridgeGateway gateway = rig.start();
    for (int i = 0; i < 3; i++) {
      fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.provider(who.tenant(), 1));
    }
    clock.move(Duration.ofHours(-1));
    bridge.on("GET /v3/providers/1", json(200, "{\"id\":1}"));
    await().ignoreExceptions().until(() -> gateway.provider(who.tenant(), 1), Optional::isPresent);
  }

  @Test
  void refusalsDoNotOpenTheBreaker() {
    rig.calls.breakerCalls = 6;
    bridge.on("GET /v3/providers/1", error(404, "not_found", "no"));
    BridgeGateway gateway = rig.start();
    for (int i = 0; i < 20; i++) {
      assertThat(gateway.provider(who.tenant(), 1)).isEmpty();
    }
    assertThat(bridge.asked("GET /v3/providers/1")).hasSize(20);
  }

  @Test
  void waitsOutBridgesLimitAsLongAsBridgeSays() {
    bridge.on(ITEM, json(429, "", "Retry-After", "1"), json(200, HEALTHY));
    assertThat(item()).isPresent();
    long between = bridge.asked(ITEM).get(1).nanos() - bridge.asked(ITEM).get(0).nanos();
    assertThat(Duration.ofNanos(between)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void waitsOutBridgesLimitWhereItDoesNotSay() {
    bridge.on(ITEM, json(429, ""), raw(429, "text/html", "slow down"), json(200, HEALTHY));
    assertThat(item()).isPresent();
  }

  @Test
  void refusesTheCallWhenBridgesLimitLastsTooLong() {
    bridge.on(ITEM, json(429, "", "Retry-After", "90"));
    GatewayException refused = fails(Code.TOO_MANY_REQUESTS, () -> item());
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(90));
    assertThat(bridge.asked(ITEM)).hasSize(1);
  }

  @Test
  void saysWhatBridgeRefuses() {
    bridge.on(
        "POST /v3/aggregation/connect-sessions",
        json(
            400,
            "{\"errors\":[{\"code\":\"connect_session.account_types_invalid\",\"message\":\"It"
                + " should be payment or all.\",\"property\":\"account_types\"}]}"));
    GatewayException refused =
        fails(Code.BRIDGE_REFUSED, () -> rig.start().openSession(who, session(null)));
    assertThat(refused).hasMessageContaining("It should be payment or all. (account_types)");
  }

  @Test
  void opensASession() {
    bridge.on(
        "POST /v3/aggregation/connect-sessions",
        json(201, "{\"id\":\"abc\",\"url\":\"https://connect.bridgeapi.io/session/def\"}"));
    assertThat(rig.start().openSession(who, session(7L)))
        .isEqualTo(
            new ConnectSession("abc", URI.create("https://connect.bridgeapi.io/session/def")));
    assertThat(bridge.asked("POST /v3/aggregation/connect-sessions").get(0).body())
        .isEqualTo(
            "{\"user_email\":\"a@example.com\",\"callback_url\":\"https://gw.example/back\","
                + "\"context\":\"ctx\",\"item_id\":7,\"force_reauthentication\":true,"
                + "\"country_code\":\"FR\"}");
  }

  @Test
  void theLimitOfSessionsPerItemIsNotWaitedOut() {
    bridge.on("POST /v3/aggregation/connect-sessions", json(429, ""));
    GatewayException refused =
        fails(Code.TOO_MANY_REQUESTS, () -> rig.start().openSession(who, session(7L)));
    assertThat(refused.retryAfter()).contains(Duration.ofHours(1));
    assertThat(bridge.asked("POST /v3/aggregation/connect-sessions")).hasSize(1);
  }

  @Test
  void makesAUser() {
    UUID made = UUID.randomUUID();
    bridge.on("POST /v3/aggregation/users", json(201, "{\"uuid\":\"" + made + "\"}"));
    assertThat(rig.start().createUser(who.tenant(), UUID.randomUUID(), false)).isEqualTo(made);
    assertThat(bridge.asked(TOKEN)).isEmpty();
  }

  @Test
  void takesBackTheUserOfAnEarlierTry() {
    UUID ours = UUID.randomUUID();
    UUID made = UUID.randomUUID();
    conflict();
    String other = "{\"uuid\":\"" + UUID.randomUUID() + "\",\"external_user_id\":\"x\"}";
    String mine = "{\"uuid\":\"" + made + "\",\"external_user_id\":\"" + ours + "\"}";
    bridge.on("GET /v3/aggregation/users", json(200, page(other + "," + mine, null)));
    assertThat(rig.start().createUser(who.tenant(), ours, true)).isEqualTo(made);
    assertThat(bridge.asked("GET /v3/aggregation/users").get(0).query())
        .containsEntry("external_user_id", ours.toString());
  }

  @Test
  void neverTakesAnotherUserWhereBridgeIgnoresTheFilter() {
    conflict();
    String other = "{\"uuid\":\"" + UUID.randomUUID() + "\",\"external_user_id\":\"x\"}";
    bridge.on("GET /v3/aggregation/users", json(200, page(other, null)));
    fails(
        Code.BRIDGE_UNAVAILABLE,
        () -> rig.start().createUser(who.tenant(), UUID.randomUUID(), true));
  }

  @Test
  void leavesAConflictAloneUnlessToldOtherwise() {
    conflict();
    fails(
        Code.BRIDGE_REFUSED, () -> rig.start().createUser(who.tenant(), UUID.randomUUID(), false));
    assertThat(bridge.asked("GET /v3/aggregation/users")).isEmpty();
  }

  @Test
  void aRefreshThatBridgeDoesNotOfferIsNoFailure() {
    String refresh = "POST /v3/aggregation/items/7/refresh";
    BridgeGateway gateway = rig.start();
    bridge.on(refresh, raw(404, "text/html", "no such page"));
    assertThat(gateway.refreshItem(who, 7)).isFalse();
    bridge.on(refresh, raw(202, "application/json", ""));
    assertThat(gateway.refreshItem(who, 7)).isTrue();
    bridge.on(refresh, error(404, "item.not_found", "x"));
    fails(Code.NOT_FOUND, () -> gateway.refreshItem(who, 7));
  }

  @Test
  void categoriesThatAreNotActivatedAreEmpty() {
    BridgeGateway gateway = rig.start();
    bridge.on("GET /v3/aggregation/categories", error(403, "forbidden", "not activated"));
    assertThat(gateway.categories(who.tenant(), "fr")).isEmpty();
    bridge.on("GET /v3/aggregation/categories", json(200, page("{\"id\":1}", "null")));
    assertThat(gateway.categories(who.tenant(), "fr").orElseThrow()).hasSize(1);
    assertThat(bridge.asked("GET /v3/aggregation/categories").get(1).header("Accept-Language"))
        .isEqualTo("fr");
  }

  @Test
  void moneyStaysWhatBridgeWrote() {
    bridge.on(
        "GET /v3/aggregation/accounts/1",
        json(
            200, "{\"id\":1,\"balance\":0.10,\"loan\":107947.56252904824,\"big\":33000191035700}"));
    JsonObject account = rig.start().account(who, 1, Duration.ofSeconds(5)).orElseThrow();
    assertThat(account.getJsonNumber("balance").bigDecimalValue())
        .isEqualTo(new BigDecimal("0.10"));
    assertThat(account.toString()).contains("0.10", "107947.56252904824", "33000191035700");
  }

  private void conflict() {
    bridge.on(
        "POST /v3/aggregation/users",
        error(409, "users.creation.already_exists_with_external_user_id", "exists"));
  }

  private Optional<BridgeItem> item() {
    return rig.start().item(who, 7, "en", Duration.ofSeconds(10));
  }

  private static SessionRequest session(Long itemId) {
    return new SessionRequest(
        "a@example.com",
        URI.create("https://gw.example/back"),
        "ctx",
        itemId,
        true,
        null,
        null,
        "FR");
  }

  private static GatewayException fails(Code code, ThrowingCallable call) {
    GatewayException[] thrown = new GatewayException[1];
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> {
              thrown[0] = e;
              assertThat(e.code()).isEqualTo(code);
            });
    return thrown[0];
  }
}
