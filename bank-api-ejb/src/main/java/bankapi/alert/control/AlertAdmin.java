package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.alert.entity.AlertNotice;
import bankapi.platform.control.Choice;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.site.control.Language;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Store: alerts as operators look at them. */
@Stateless
public class AlertAdmin {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject AlertChannels channels;
  @Inject AlertTexts texts;

  private enum State {
    OPEN,
    OVER
  }

  /**
   * The last opened first; what is only watched is not among them.
   *
   * @param state {@code open} or {@code over}; null: both
   * @param language {@code fr} or {@code en}; anything else: that of the messages
   */
  public Page<AlertView> list(
      @Nullable String state, @Nullable String kind, @Nullable String language, PageWish wish) {
    Listing<Alert> alerts =
        new Listing<>(Alert.class, "openedAt")
            .only("e.openedAt is not null")
            .where("e.kind = :kind", "kind", Choice.of("kind", Alert.Kind.class, kind));
    State wanted = Choice.of("state", State.class, state);
    if (wanted != null) {
      alerts.only(wanted == State.OPEN ? "e.openKey is not null" : "e.openKey is null");
    }
    Page<Alert> page = alerts.page(em, wish, AlertAdmin::openedAt, Alert::id, alert -> alert);
    Map<UUID, List<AlertView.Told>> told = told(page.data());
    String spoken = Language.reduce(language, texts.language());
    return new Page<>(
        page.data().stream()
            .map(alert -> AlertView.of(alert, spoken, told.getOrDefault(alert.id(), List.of())))
            .toList(),
        page.next());
  }

  private Map<UUID, List<AlertView.Told>> told(List<Alert> alerts) {
    return alerts.isEmpty()
        ? Map.of()
        : em.createNamedQuery(AlertNotice.OF_ALERTS, AlertNotice.class)
            .setParameter("alertIds", alerts.stream().map(Alert::id).toList())
            .getResultStream()
            .collect(
                Collectors.groupingBy(
                    AlertNotice::alertId,
                    Collectors.mapping(
                        notice -> AlertView.Told.of(notice, channels.name(notice.channel())),
                        Collectors.toList())));
  }

  private static Instant openedAt(Alert alert) {
    return Objects.requireNonNull(alert.openedAt(), "openedAt");
  }
}
