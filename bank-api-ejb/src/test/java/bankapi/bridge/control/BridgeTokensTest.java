package bankapi.bridge.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.raw;
import static bankapi.bridge.control.StubBridge.token;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One token for many calls, and another when it is refused. */
class BridgeTokensTest extends AtBridge {

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
        .until(() -> callers.stream().filter(BridgeTokensTest::waitsForAToken).count() == 7);
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
  void forgetsATokenOnDemand() {
    bridge.on(ITEM, json(200, HEALTHY));
    item();
    rig.gateway.forgetUser(who.userUuid());
    rig.gateway.item(who, 7, "en", Duration.ofSeconds(5));
    assertThat(bridge.asked(TOKEN)).hasSize(2);
  }
}
