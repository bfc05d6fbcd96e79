package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told once, what again, and what to nobody. */
@OnEachDatabase
class AlertsIT extends AtAlerts {

  AlertsIT(TestDatabase database) {
    super(database);
  }

  @Test
  void isToldOnceOnEachChannelAndOnceWhenItIsOver() {
    round(condition(0));
    assertThat(told(chat)).as("it may be gone in a moment").isEmpty();
    roundsFor(OPEN_AFTER, condition(0));
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(told(mail)).containsExactly("Problem");
    assertThat(chat.messages.get(0).text())
        .contains("Nobody's items get through to Demo (provider 574). Sites told: 3.");
    roundsFor(Duration.ofHours(1), condition(0));
    assertThat(told(chat)).containsExactly("Problem");
    roundsFor(CLOSE_AFTER.plusSeconds(30));
    assertThat(told(chat)).containsExactly("Problem", "Over");
    assertThat(told(mail)).containsExactly("Problem", "Over");
    roundsFor(Duration.ofHours(1));
    assertThat(told(chat)).hasSize(2);
  }

  @Test
  void whatIsGoneBeforeItHasHeldIsToldNobody() {
    for (int i = 0; i < 5; i++) {
      round(condition(0));
      roundsFor(OPEN_AFTER.minusSeconds(15), condition(0));
      clock.pass(Duration.ofSeconds(15));
      round();
      clock.pass(Duration.ofSeconds(15));
    }
    assertThat(told(chat)).isEmpty();
  }

  @Test
  void whatComesAndGoesIsToldOnce() {
    open();
    for (int i = 0; i < 5; i++) {
      roundsFor(CLOSE_AFTER.minusMinutes(1));
      roundsFor(Duration.ofMinutes(1), condition(0));
    }
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(view().state()).isEqualTo("open");
  }

  @Test
  void whatNobodyHasLookedAtForLongMustHoldAnew() {
    round(condition(0));
    clock.pass(Duration.ofHours(3));
    round(condition(0));
    assertThat(told(chat)).as("nobody knows whether it held meanwhile").isEmpty();
    roundsFor(OPEN_AFTER, condition(0));
    assertThat(told(chat)).containsExactly("Problem");
  }

  @Test
  void itIsToldAgainWhenItGetsWorseAndNotWhenItGetsBetter() {
    round(condition(50));
    roundsFor(OPEN_AFTER, condition(50));
    roundsFor(Duration.ofMinutes(5), condition(70));
    roundsFor(Duration.ofMinutes(5), condition(50));
    roundsFor(Duration.ofMinutes(5), condition(70));
    assertThat(told(chat)).containsExactly("Problem", "Problem");
    assertThat(told(mail)).containsExactly("Problem", "Problem");
  }

  @Test
  void aChannelThatIsSetLaterHearsOfWhatIsOpen() {
    round(condition(50));
    roundsFor(OPEN_AFTER, condition(50));
    TestAlerts.Recorder later = new TestAlerts.Recorder("later-" + subject.substring(0, 8));
    channels = new AlertChannels(List.of(chat, mail, later));
    courier = TestBeans.create(AlertCourier.class, channels, TestAlerts.texts("en"), queue);
    roundsFor(Duration.ofMinutes(1), condition(50));
    assertThat(told(later)).containsExactly("Problem");
    roundsFor(Duration.ofMinutes(1), condition(70));
    assertThat(told(later)).containsExactly("Problem", "Problem");
    assertThat(told(chat)).containsExactly("Problem", "Problem");
    roundsFor(CLOSE_AFTER.plusMinutes(1));
    assertThat(told(later)).containsExactly("Problem", "Problem", "Over");
    assertThat(told(chat)).containsExactly("Problem", "Problem", "Over");
  }

  @Test
  void whoeverDoesNotKnowEndsNothing() {
    open();
    for (int i = 0; i < 100; i++) {
      clock.pass(Duration.ofMinutes(1));
      watch.writeDown(Sight.unknown(KIND), channels.keys());
      courier.tick();
    }
    assertThat(view().state()).isEqualTo("open");
    Instant seenBefore = clock.instant().minus(Duration.ofHours(3));
    watch.writeDown(new Sight(KIND, seenBefore, List.of()), channels.keys());
    assertThat(view().state()).as("what was known before says nothing of now").isEqualTo("open");
  }

  @Test
  void whatIsOpenSurvivesThatNobodyLooksForDays() {
    open();
    clock.pass(Duration.ofDays(3));
    round(condition(0));
    roundsFor(Duration.ofMinutes(5), condition(0));
    assertThat(told(chat)).containsExactly("Problem");
  }

  @Test
  void aChannelThatIsBrokenIsTriedAgainAndKeepsNobodyWaiting() {
    chat.broken(true);
    open();
    assertThat(told(mail)).containsExactly("Problem");
    assertThat(view().told())
        .extracting(AlertView.Told::channel, AlertView.Told::state, AlertView.Told::error)
        .containsExactlyInAnyOrder(
            tuple(chat.key(), "waiting", "broken"), tuple(mail.key(), "told", null));
    chat.broken(false);
    clock.pass(Duration.ofSeconds(9));
    courier.tick();
    assertThat(told(chat)).as("it is not its time yet").isEmpty();
    clock.pass(Duration.ofSeconds(1));
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(told(mail)).containsExactly("Problem");
  }

  @Test
  void whatCouldNotBeToldForADayIsGivenUpAndItsEndIsTold() {
    chat.broken(true);
    open();
    roundsFor(Duration.ofHours(25), condition(0));
    assertThat(view().told())
        .filteredOn(told -> told.channel().equals(chat.key()))
        .extracting(AlertView.Told::state)
        .containsExactly("given_up");
    chat.broken(false);
    roundsFor(CLOSE_AFTER.plusMinutes(1));
    assertThat(told(chat)).containsExactly("Over");
    assertThat(told(mail)).containsExactly("Problem", "Over");
  }

  @Test
  void whatGetsWorseWhileItIsToldIsToldToo() {
    round(condition(50));
    clock.pass(OPEN_AFTER);
    watch.writeDown(new Sight(KIND, clock.instant(), List.of(condition(50))), channels.keys());
    ClaimedNotice sent = queue.claim(chat.key(), 20).get(0);
    watch.writeDown(new Sight(KIND, clock.instant(), List.of(condition(70))), channels.keys());
    queue.told(sent);
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem");
    courier.tick();
    assertThat(told(chat)).hasSize(1);
  }

  @Test
  void manyAtOnceAreToldInFewMessages() {
    List<Condition> many =
        IntStream.range(0, 45)
            .mapToObj(
                i ->
                    new Condition(
                        subject + i,
                        null,
                        0,
                        "unnamed",
                        "/items",
                        Map.of("bank", "", "provider", "1", "sites", "0")))
            .toList();
    round(many.toArray(Condition[]::new));
    roundsFor(OPEN_AFTER.plusMinutes(1), many.toArray(Condition[]::new));
    assertThat(chat.messages)
        .extracting(message -> message.parts().size())
        .containsExactly(20, 20, 5);
  }
}
