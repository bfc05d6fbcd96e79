package bankapi.operator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.AuditView;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RandomSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class OperatorStoresIT {

  private final TestDatabase database;
  private final HandClock clock;
  private final OperatorSessions sessions;
  private final OperatorTokens tokens;
  private final OperatorAccess access;
  private final AuditTrail trail;

  OperatorStoresIT(TestDatabase database) {
    clock = database.clock;
    this.database = database;
    Audit audit = database.store(Audit.class, clock);
    RandomSecrets random = new RandomSecrets();
    sessions = database.store(OperatorSessions.class, clock, random, audit);
    tokens = database.store(OperatorTokens.class, clock, random, audit);
    access = database.store(OperatorAccess.class, clock, audit);
    trail = database.store(AuditTrail.class, audit);
  }

  @Test
  void aSessionEndsWhenItIsIdle() {
    String cookie = sessions.open(name(), "192.0.2.1").cookie();
    clock.pass(Duration.ofMinutes(14));
    assertThat(sessions.use(cookie)).isPresent();
    clock.pass(Duration.ofMinutes(14));
    assertThat(sessions.use(cookie)).as("used meanwhile").isPresent();
    clock.pass(Duration.ofMinutes(15));
    assertThat(sessions.use(cookie)).isEmpty();
  }

  @Test
  void aSessionEndsHoweverBusyItIs() {
    String cookie = sessions.open(name(), "192.0.2.1").cookie();
    for (int i = 0; i < 71; i++) {
      clock.pass(Duration.ofMinutes(10));
      assertThat(sessions.use(cookie)).isPresent();
    }
    clock.pass(Duration.ofMinutes(10));
    assertThat(sessions.use(cookie)).isEmpty();
  }

  @Test
  void aClosedSessionOpensNothingAndOthersGoOn() {
    OperatorSessions.Opened one = sessions.open(name(), "192.0.2.1");
    OperatorSessions.Opened other = sessions.open(name(), "192.0.2.1");
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
    OperatorTokens.Issued issued = tokens.issue(owner, new IssueToken("cron", "write", 2));
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
    OperatorTokens.Issued issued = tokens.issue(name(), new IssueToken("cron", null, null));
    assertThat(issued.view().mayWrite()).isFalse();
    assertThat(issued.view().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
    assertThatThrownBy(() -> tokens.issue(name(), new IssueToken("cron", null, 366)))
        .isInstanceOf(GatewayException.class);
  }

  @Test
  void whoLeavesIsLoggedOutEverywhereAndLosesAllTokens() {
    String leaver = name();
    String colleague = name();
    List<String> cookies =
        Stream.of(leaver, leaver.toUpperCase(Locale.ROOT) + " ")
            .map(name -> sessions.open(name, "192.0.2.1").cookie())
            .toList();
    String token = tokens.issue(leaver, new IssueToken("cron", null, null)).token();
    OperatorTokens.Issued old = tokens.issue(leaver, new IssueToken("old", null, null));
    tokens.revoke(old.view().id(), leaver);
    Instant revoked = clock.instant();
    String other = sessions.open(colleague, "192.0.2.1").cookie();
    String otherToken = tokens.issue(colleague, new IssueToken("cron", null, null)).token();
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
  void aRevokedTokenOpensNothingAndIsAuditedOnce() {
    OperatorTokens.Issued issued = tokens.issue(name(), new IssueToken("cron", null, null));
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
      made.add(tokens.issue(owner, new IssueToken("n" + i, null, null)).view().id());
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

  private List<AuditView> audited(String subject) {
    return trail.list(null, null, subject, null, null, new PageWish(50, null)).data();
  }

  private static String name() {
    return "op-" + UUID.randomUUID();
  }
}
