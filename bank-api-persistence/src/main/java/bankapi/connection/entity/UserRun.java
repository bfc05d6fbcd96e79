package bankapi.connection.entity;

import bankapi.platform.entity.BulkRun;
import bankapi.platform.entity.Texts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to delete all users of a site, the oldest first. Bridge is asked for each of them, so none
 * is deleted under the row's lock: it is claimed for one user, and whoever holds the claim says
 * what came of it.
 */
@Entity
@Table(name = "user_run")
@NamedQuery(
    name = UserRun.DUE,
    query =
        "select r.id from UserRun r where r.finishedAt is null and r.nextAt <= :now"
            + " order by r.nextAt, r.id")
@NamedQuery(
    name = UserRun.UNFINISHED_OF_SITE,
    query = "select r from UserRun r where r.siteId = :siteId and r.finishedAt is null")
public class UserRun extends BulkRun {

  public static final String DUE = "UserRun.due";
  public static final String UNFINISHED_OF_SITE = "UserRun.unfinishedOfSite";

  private static final int LONGEST_ACTOR = 200;
  private static final int LONGEST_TROUBLE = 500;

  /** Before the first one. */
  private static final UUID NOBODY = new UUID(0, 0);

  @Column(name = "actor")
  private String actor;

  @Column(name = "site_id")
  private UUID siteId;

  @Column(name = "reached_at")
  private Instant reachedAt;

  @Column(name = "reached_id")
  private UUID reachedId;

  @Column(name = "left_out")
  private long leftOut;

  @Column(name = "tries")
  private int tries;

  @Column(name = "trouble")
  private @Nullable String trouble;

  @Column(name = "claim_token")
  private @Nullable UUID claimToken;

  @Column(name = "next_at")
  private Instant nextAt;

  @SuppressWarnings("NullAway.Init")
  protected UserRun() {}

  /**
   * @param requestedBy whose key it is, at most 200 characters
   * @param idempotencyKey at most 100 characters
   * @param actor for the audit, at most 200 characters
   * @param wanted how many users the site has
   */
  public UserRun(
      String requestedBy,
      String idempotencyKey,
      String actor,
      UUID siteId,
      long wanted,
      Instant now) {
    super(requestedBy, idempotencyKey, wanted, now);
    this.actor = Texts.filled(actor, "actor", LONGEST_ACTOR);
    this.siteId = Objects.requireNonNull(siteId, "siteId");
    this.reachedAt = Instant.EPOCH;
    this.reachedId = NOBODY;
    this.nextAt = now;
  }

  /**
   * From now on it is one node's, until it says what came of it, or this time.
   *
   * @return what to say it with
   */
  public UUID claim(Instant until) {
    this.nextAt = until;
    this.claimToken = UUID.randomUUID();
    return claimToken;
  }

  /** Whether that claim still holds: nobody else has taken it up since. */
  public boolean isClaimedBy(UUID token) {
    return token.equals(claimToken);
  }

  /** Goes on behind this user, who was deleted. */
  public void deleted(Instant at, UUID id, Instant now) {
    advance(at, id, now);
    add(1);
    if (leftOut == 0) {
      this.trouble = null;
    }
  }

  /** Goes on behind this user, who could not be deleted. */
  public void leave(Instant at, UUID id, String because, Instant now) {
    advance(at, id, now);
    this.leftOut++;
    this.trouble = Texts.cut(because, LONGEST_TROUBLE);
  }

  private void advance(Instant at, UUID id, Instant now) {
    this.reachedAt = at;
    this.reachedId = id;
    this.tries = 0;
    this.claimToken = null;
    this.nextAt = now;
  }

  /**
   * The same user is tried again then.
   *
   * @param tried whether that was a try in vain, or none was made
   */
  public void putOff(boolean tried, String because, Instant until) {
    this.tries += tried ? 1 : 0;
    this.trouble = Texts.cut(because, LONGEST_TROUBLE);
    this.claimToken = null;
    this.nextAt = until;
  }

  /** It cannot go on: what was done stays so. */
  public void stop(String because, Instant now) {
    this.trouble = Texts.cut(because, LONGEST_TROUBLE);
    cancel(now);
  }

  /** Who wanted it, for the audit. */
  public String actor() {
    return actor;
  }

  public UUID siteId() {
    return siteId;
  }

  /** All users that were made before this time have been looked at, */
  public Instant reachedAt() {
    return reachedAt;
  }

  /** and of those of this time all up to this id. */
  public UUID reachedId() {
    return reachedId;
  }

  /** How many were not deleted and are left. */
  public long leftOut() {
    return leftOut;
  }

  /** How often the next one was tried in vain. */
  public int tries() {
    return tries;
  }

  /** When it is whose turn is next: after a pause, or when a claim has ended. */
  public Instant nextAt() {
    return nextAt;
  }

  /** Why it waits, was stopped, or left somebody last; null where all went well. */
  public @Nullable String trouble() {
    return trouble;
  }
}
