package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.alert.entity.AlertNotice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert as operators see it.
 *
 * @param kind in lower case: {@code deliveries_late}, {@code target_failing} …
 * @param subject what it is about: the id of a target, Bridge's id of a bank; empty: all of it
 * @param state {@code open} or {@code over}
 * @param title what kind of trouble it is
 * @param text what is wrong and for whom
 * @param page of the console to look at, from its root
 * @param since since when it is so
 * @param openedAt when operators were to be told
 * @param endedAt null while it is open
 * @param told what each channel was told
 */
public record AlertView(
    UUID id,
    String kind,
    String subject,
    String state,
    String title,
    String text,
    String page,
    Instant since,
    Instant openedAt,
    @Nullable Instant endedAt,
    List<Told> told) {

  /**
   * What a channel was told.
   *
   * @param channel without what is secret of its address
   * @param state {@code told}; {@code waiting}: it is tried again; {@code given_up}
   * @param at when it was told last; null: never
   * @param error why it could not be told the last time
   */
  public record Told(String channel, String state, @Nullable Instant at, @Nullable String error) {

    static Told of(AlertNotice notice, String channel) {
      String state =
          notice.nextAttemptAt() != null
              ? "waiting"
              : notice.lastError() != null ? "given_up" : "told";
      return new Told(channel, state, notice.toldAt(), notice.lastError());
    }
  }

  static AlertView of(Alert alert, String language, List<Told> told) {
    AlertFacts facts = AlertFacts.of(alert);
    return new AlertView(
        alert.id(),
        alert.kind().name().toLowerCase(Locale.ROOT),
        alert.subject(),
        alert.isOver() ? "over" : "open",
        AlertTexts.title(language, alert.kind()),
        AlertTexts.what(language, facts),
        facts.path(),
        alert.beganAt(),
        Objects.requireNonNull(alert.openedAt(), "openedAt"),
        alert.endedAt(),
        told);
  }
}
