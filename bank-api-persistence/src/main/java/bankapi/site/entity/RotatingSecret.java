package bankapi.site.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A secret as it is stored, hashed or encrypted, and at most two former ones that go on counting
 * beside it for a while.
 */
@Embeddable
public class RotatingSecret {

  @Column(name = "newest")
  private String newest;

  @Column(name = "previous")
  private @Nullable String previous;

  @Column(name = "previous_until")
  private @Nullable Instant previousUntil;

  @Column(name = "older")
  private @Nullable String older;

  @Column(name = "older_until")
  private @Nullable Instant olderUntil;

  @SuppressWarnings("NullAway.Init")
  protected RotatingSecret() {}

  RotatingSecret(String newest) {
    this.newest = Objects.requireNonNull(newest, "newest");
  }

  /**
   * The old secret goes on counting beside the new one until the given time. Where an earlier one
   * still does, so does that, until its own end, but no longer than the old one: whoever rotates
   * again, because an answer was lost, still uses it. Of three former ones that in the middle ends.
   */
  public void rotate(String next, Instant formerUntil, Instant now) {
    forget(now);
    if (older == null) {
      older = previous;
      olderUntil = previousUntil;
    }
    if (olderUntil != null && formerUntil.isBefore(olderUntil)) {
      olderUntil = formerUntil;
    }
    previous = newest;
    previousUntil = formerUntil;
    newest = Objects.requireNonNull(next, "next");
  }

  /** Stores the same secrets in another way; those whose time is over are forgotten. */
  public void rewrite(UnaryOperator<String> how, Instant now) {
    forget(now);
    newest = how.apply(newest);
    previous = previous == null ? null : how.apply(previous);
    older = older == null ? null : how.apply(older);
  }

  public String newest() {
    return newest;
  }

  /** Those that count beside the newest, the latest first. */
  public Stream<String> former(Instant now) {
    return Stream.of(
            counting(previous, previousUntil, now) ? previous : null,
            counting(older, olderUntil, now) ? older : null)
        .filter(Objects::nonNull);
  }

  /** Until when the one before the newest counts; null where it does not. */
  public @Nullable Instant previousUntil(Instant now) {
    return counting(previous, previousUntil, now) ? previousUntil : null;
  }

  private void forget(Instant now) {
    if (!counting(previous, previousUntil, now)) {
      previous = null;
      previousUntil = null;
    }
    if (!counting(older, olderUntil, now)) {
      older = null;
      olderUntil = null;
    }
  }

  private static boolean counting(@Nullable String secret, @Nullable Instant until, Instant now) {
    return secret != null && until != null && now.isBefore(until);
  }
}
