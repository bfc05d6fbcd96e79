package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators see of alerts, and how long. */
@OnEachDatabase
class AlertAdminIT extends AtAlerts {

  AlertAdminIT(TestDatabase database) {
    super(database);
  }

  @Test
  void withoutAChannelItIsSeenAllTheSame() {
    channels = new AlertChannels(List.of());
    open();
    assertThat(view().told()).isEmpty();
    assertThat(store.countOpen().get(KIND)).isGreaterThanOrEqualTo(1);
  }

  @Test
  void operatorsSeeWhatIsOpenAndWhatWasInTheirLanguage() {
    open();
    AlertView open = view();
    assertThat(open.title()).isEqualTo("Une banque est en panne");
    assertThat(open.page()).isEqualTo("/items");
    assertThat(open.endedAt()).isNull();
    assertThat(open.since()).isBefore(open.openedAt());
    assertThat(subjects("open")).contains(subject);
    assertThat(subjects("over")).doesNotContain(subject);
    roundsFor(CLOSE_AFTER.plusMinutes(1));
    assertThat(view().endedAt()).isNotNull();
    assertThat(view().text())
        .isEqualTo("Les connexions à la banque n° 574 aboutissent de nouveau.");
    assertThat(subjects("open")).doesNotContain(subject);
    assertThat(subjects("over")).contains(subject);
  }

  @Test
  void theListComesInParts() {
    open();
    String first = subject;
    clock.pass(Duration.ofMinutes(1));
    start();
    open();
    Page<AlertView> page = admin.list(null, null, null, new PageWish(1, null));
    assertThat(page.data()).extracting(AlertView::subject).containsExactly(subject);
    Page<AlertView> rest = admin.list(null, null, null, new PageWish(500, page.next()));
    assertThat(rest.data()).extracting(AlertView::subject).contains(first).doesNotContain(subject);
  }

  private List<String> subjects(String state) {
    return admin.list(state, null, null, new PageWish(500, null)).data().stream()
        .map(AlertView::subject)
        .toList();
  }

  @Test
  void whatWasOverLongAgoIsForgotten() {
    open();
    clock.pass(Duration.ofDays(91));
    store.purge();
    assertThat(view().state()).as("what is open is kept").isEqualTo("open");
    round(condition(0));
    roundsFor(CLOSE_AFTER.plusMinutes(1));
    store.purge();
    assertThat(view().state()).isEqualTo("over");
    clock.pass(Duration.ofDays(91));
    assertThat(store.purge()).isGreaterThanOrEqualTo(1);
    assertThat(subjects("over")).doesNotContain(subject);
  }
}
