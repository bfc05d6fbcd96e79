package bankapi.operator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.AuditView;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RandomSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class OperatorStoresIT {

  private final TestDatabase database;
  private final HandClock clock;
  private final Revocations revocations;
  private final OperatorSessions sessions;
  private final OperatorTokens tokens;
  private final OperatorAccess access;
  private final AuditTrail trail;

  OperatorStoresIT(TestDatabase database) {
    clock = database.clock;
    this.database = database;
    Audit audit = database.store(Audit.class, clock, new CallingToken());
    RandomSecrets random = new RandomSecrets();
    revocations = database.store(Revocations.class);
    sessions = database.store(OperatorSessions.class, clock, random, revocations, audit);
    tokens = database.store(OperatorTokens.class, clock, random, revocations, audit);
    access = database.store(OperatorAccess.class, clock, revocations, audit);
    trail = database.store(AuditTrail.class, audit);
  }

  @Test
  void aSessionEndsWhenItIsIdle() {
    String cookie = open(name()).cookie();
    clock.pass(Duration.ofMinutes(14));
    assertThat(sessions.use(cookie)).isPresent();
    clock.pass(Duration.ofMinutes(14));
    assertThat(sessions.use(cookie)).as("used meanwhile").isPresent();
    clock.pass(Duration.ofMinutes(15));
    assertThat(sessions.use(cookie)).isEmpty();
  }

  @Test
  void aSessionEndsHoweverBusyItIs() {
    String cookie = open(name()).cookie();
    for (int i = 0; i < 71; i++) {
      clock.pass(Duration.ofMinutes(10));
      assertThat(sessions.use(cookie)).isPresent();
    }
    clock.pass(Duration.ofMinutes(10));
    assertThat(sessions.use(cookie)).isEmpty();
  }

  @Test
  void aClosedSessionOpensNothingAndOthersGoOn() {
    OperatorSessions.Opened one = open(name());
    OperatorSessions.Opened other = open(name());
    sessions.close(one.session().id());
    sessions.close(one.session().id());
    assertThat(sessions.use(one.cookie())).isEmpty();
    assertThat(sessions.use(other.cookie())).isPresent();
    assertThat(sessions.use("guess")).isEmpty();
  }

  @Test
  void whoWasRefusedIsAuditedWhateverTheyTyped() {
    String name = "x".repeat(500) + "\u0000";
    sessions.refused(name, "192.0.2.1", "wrong name or password");
    sessions.refused("a\u0000b", "192.0.2.9", "wrong name or password");
    assertThat(audited("operator a b").get(0).action()).isEqualTo("operator.refused");
  }

  @Test
  void aTokenIsValidForItsTimeAndItsUseIsWrittenOnceAMinute() {
    String owner = name();
    OperatorTokens.Issued issued = issue(owner, new IssueToken("cron", "write", 2));
    assertThat(issued.view().usedAt()).isNull();
    TokenView first = tokens.use(issued.token()).orElseThrow();
    assertThat(first.mayWrite()).isTrue();
    Instant used = first.usedAt();
    clock.pass(Duration.ofSeconds(59));
    assertThat(tokens.use(issued.token()).orElseThrow().usedAt()).isEqualTo(used);
    clock.pass(Duration.ofSeconds(1));
    assertThat(tokens.use(issued.token()).orElseThrow().usedAt()).isEqualTo(clock.instant());
    clock.pass(Duration.ofDays(2));
    assertThat(tokens.use(issued.token())).isEmpty();
  }

  @Test
  void aTokenReadsUnlessSaidOtherwiseAndLastsNinetyDays() {
    OperatorTokens.Issued issued = issue(name(), new IssueToken("cron", null, null));
    assertThat(issued.view().mayWrite()).isFalse();
    assertThat(issued.view().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
    assertThatThrownBy(() -> issue(name(), new IssueToken("cron", null, 366)))
        .isInstanceOf(GatewayException.class);
  }

  @Test
  void whoLeavesIsLoggedOutEverywhereAndLosesAllTokens() {
    String leaver = name();
    String colleague = name();
    List<String> cookies =
        Stream.of(leaver, leaver.toUpperCase(Locale.ROOT) + " ")
            .map(name -> open(name).cookie())
            .toList();
    String token = issue(leaver, new IssueToken("cron", null, null)).token();
    OperatorTokens.Issued old = issue(leaver, new IssueToken("old", null, null));
    tokens.revoke(old.view().id(), leaver);
    Instant revoked = clock.instant();
    String other = open(colleague).cookie();
    String otherToken = issue(colleague, new IssueToken("cron", null, null)).token();
    clock.pass(Duration.ofMinutes(1));
    assertThat(access.revoke(leaver, colleague)).isEqualTo(new OperatorAccess.Revoked(2, 1));
    assertThat(access.revoke(leaver, colleague)).isEqualTo(new OperatorAccess.Revoked(0, 0));
    assertThat(cookies).allSatisfy(cookie -> assertThat(sessions.use(cookie)).isEmpty());
    assertThat(tokens.use(token)).isEmpty();
    assertThat(sessions.use(other)).isPresent();
    assertThat(tokens.use(otherToken)).isPresent();
    assertThat(tokens.list(leaver, new PageWish(50, null)).data())
        .extracting(TokenView::revokedAt)
        .contains(revoked, clock.instant());
    assertThat(audited("operator " + leaver))
        .filteredOn(entry -> entry.action().equals("operator.revoke"))
        .extracting(AuditView::actor, AuditView::detail)
        .containsExactlyInAnyOrder(
            tuple(colleague, "2 sessions, 1 tokens"), tuple(colleague, "0 sessions, 0 tokens"));
  }

  @Test
  void whomTheRealmLetInBeforeAccessWasEndedIsRefused() {
    String leaver = name();
    long asked = revocations.count();
    access.revoke(leaver, "olivia");
    fails(Code.CONFLICT, () -> sessions.open(leaver, "192.0.2.1", asked));
    assertThat(sessions.use(open(leaver).cookie())).as("let in again").isPresent();
  }

  @Test
  void aTokenIsIssuedOnlyWhileItsSessionLives() {
    UUID session = open("Ada ").session().id();
    access.revoke("ada", "olivia");
    fails(Code.NOT_AUTHENTICATED, () -> tokens.issue(session, new IssueToken("cron", null, null)));
    String later = issue("ada", new IssueToken("cron", null, null)).token();
    assertThat(tokens.use(later)).as("issued since").isPresent();
  }

  /** At the very same time: the revocation waits, and finds what was opened. */
  @Test
  void whatIsOpenedWhileAccessIsEndedDoesNotOutliveIt() throws Exception {
    String leaver = name();
    UUID session = open(leaver).session().id();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      List<String> opened = new ArrayList<>();
      Future<OperatorAccess.Revoked> revoked =
          database.inTransaction(
              em -> {
                opened.add(tokens.issue(session, new IssueToken("cron", null, null)).token());
                opened.add(open(leaver).cookie());
                em.flush();
                Future<OperatorAccess.Revoked> ends =
                    other.submit(() -> access.revoke(leaver, "olivia"));
                await().until(() -> ends.isDone() || database.somebodyWaits());
                return ends;
              });
      assertThat(revoked.get()).isEqualTo(new OperatorAccess.Revoked(2, 1));
      assertThat(tokens.use(opened.get(0))).isEmpty();
      assertThat(sessions.use(opened.get(1))).isEmpty();
    } finally {
      other.shutdownNow();
    }
  }

  private static void fails(Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aRevokedTokenOpensNothingAndIsAuditedOnce() {
    OperatorTokens.Issued issued = issue(name(), new IssueToken("cron", null, null));
    UUID id = issued.view().id();
    tokens.revoke(id, "olivia");
    tokens.revoke(id, "olivia");
    assertThat(tokens.use(issued.token())).isEmpty();
    assertThat(audited("token " + id))
        .extracting(AuditView::action)
        .containsExactlyInAnyOrder("token.revoke", "token.issue");
    assertThatThrownBy(() -> tokens.revoke(UUID.randomUUID(), "olivia"))
        .isInstanceOf(GatewayException.class);
  }

  /** All of them at the very same time: only the id tells them apart. */
  @Test
  void aListInPartsIsTheWholeList() {
    String owner = name();
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(issue(owner, new IssueToken("n" + i, null, null)).view().id());
    }
    List<UUID> listed = new ArrayList<>();
    String after = null;
    do {
      Page<TokenView> page = tokens.list(owner, new PageWish(3, after));
      page.data().forEach(token -> listed.add(token.id()));
      after = page.next();
    } while (after != null);
    assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
  }

  private OperatorSessions.Opened open(String operator) {
    return sessions.open(operator, "192.0.2.1", revocations.count());
  }

  /** From a session that was opened for it. */
  private OperatorTokens.Issued issue(String operator, IssueToken wish) {
    OperatorSessions.Opened opened = open(operator);
    OperatorTokens.Issued issued = tokens.issue(opened.session().id(), wish);
    sessions.close(opened.session().id());
    return issued;
  }

  private List<AuditView> audited(String subject) {
    return trail.list(null, null, subject, null, null, null, new PageWish(50, null)).data();
  }

  private static String name() {
    return "op-" + UUID.randomUUID();
  }
}
