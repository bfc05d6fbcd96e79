package bankapi.bridge.control;

import bankapi.platform.control.ServerThreads;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/** The gateway as the container wires it, in front of any address, with short pauses. */
public final class TestGateway {

  public final BridgeGateway gateway = new BridgeGateway();
  final BridgeClientProducer producer = new BridgeClientProducer();
  final BridgeCalls calls = new BridgeCalls();
  final BridgeExchange exchange = new BridgeExchange();
  final BridgeTokens tokens = new BridgeTokens();
  final BridgeWatch watch = new BridgeWatch();
  final UserBudget users = new UserBudget();
  public final ApplicationBudget application = new ApplicationBudget();
  private final Clock clock;

  public TestGateway(URI bridge, Clock clock) {
    this.clock = clock;
    producer.baseUrl = bridge;
    producer.version = "2025-01-15";
    producer.clientId = Optional.of("the-client-id");
    producer.clientSecret = Optional.of("the-client-secret");
    producer.connectTimeout = Duration.ofSeconds(2);
    producer.readTimeout = Duration.ofSeconds(5);
    calls.retryPause = Duration.ofMillis(10);
    calls.limitPause = Duration.ofMillis(10);
    calls.failureRate = 50;
    calls.breakerCalls = 20;
    calls.openFor = Duration.ofSeconds(30);
    calls.steady = clock;
    exchange.maxAnswer = 16_777_216;
    exchange.answerTimeout = Duration.ofSeconds(10);
    tokens.margin = Duration.ofMinutes(2);
    users.requests = 1000;
    users.tokens = 1000;
    application.limit = 100_000;
    application.leases =
        new BudgetLeases() {
          @Override
          public int lease(Instant now, int want, long intervalMicros, int burst) {
            return want;
          }

          @Override
          public int leaseOfUser(
              UUID user, Kind kind, Instant now, int want, long intervalMicros, int burst) {
            return want;
          }
        };
    users.leases = application.leases;
    gateway.maxWait = Duration.ofSeconds(20);
    gateway.maxStreamWait = Duration.ofMinutes(6);
    gateway.pageSize = 500;
  }

  /** With the budgets of a real database, as large as they are without a setting. */
  public TestGateway sharing(BudgetLeases budgets) {
    application.leases = budgets;
    application.limit = 1800;
    users.leases = budgets;
    users.requests = 50;
    return this;
  }

  /** What is seen of Bridge, with the budget of a real database. */
  public BridgeConditions conditions(BudgetLeases budgets) {
    application.leases = budgets;
    start();
    BridgeConditions conditions = new BridgeConditions();
    conditions.watch = watch;
    conditions.calls = calls;
    conditions.budget = application;
    return conditions;
  }

  /** What its calls meet. */
  public BridgeWatch watch() {
    return watch;
  }

  /** After the settings: what the container would do. */
  public BridgeGateway start() {
    return start(task -> new Thread(task).start());
  }

  public BridgeGateway start(Executor background) {
    BridgeClient client = producer.client();
    application.clock = clock;
    users.clock = clock;
    exchange.clock = clock;
    exchange.prepare();
    calls.application = application;
    calls.users = users;
    calls.exchange = exchange;
    watch.clock = clock;
    calls.watch = watch;
    calls.clock = clock;
    calls.prepare();
    tokens.calls = calls;
    tokens.client = client;
    tokens.budget = users;
    tokens.clock = clock;
    UserCalls userCalls = new UserCalls();
    userCalls.calls = calls;
    userCalls.tokens = tokens;
    BridgeUsers bridgeUsers = new BridgeUsers();
    bridgeUsers.client = client;
    bridgeUsers.calls = calls;
    BridgeReference reference = new BridgeReference();
    reference.client = client;
    reference.calls = calls;
    gateway.client = client;
    gateway.calls = userCalls;
    gateway.tokens = tokens;
    gateway.users = bridgeUsers;
    gateway.reference = reference;
    gateway.background = new Background();
    gateway.background.threads =
        new ServerThreads() {
          @Override
          public void execute(Runnable task) {
            background.execute(task);
          }
        };
    gateway.clock = clock;
    return gateway;
  }
}
