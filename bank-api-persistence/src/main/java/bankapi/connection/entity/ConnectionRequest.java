package bankapi.connection.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One link that was asked for: who, which bank, where the browser goes home to, and what became of
 * it. The id is known to the site and no secret; the context, which Bridge carries, is one and is
 * stored only as its hash.
 */
@Entity
@Table(name = "connection_request")
@NamedQuery(
    name = ConnectionRequest.BY_CONTEXT,
    query = "select r from ConnectionRequest r where r.contextHash = :contextHash")
@NamedQuery(
    name = ConnectionRequest.OF_ITEM,
    query =
        "select r from ConnectionRequest r where r.bridgeUserId = :bridgeUserId"
            + " and (r.bridgeItemId = :itemId or r.askedItemId = :itemId"
            + " or r.claimedItemId = :itemId)"
            + " order by r.openedAt desc, r.id desc")
@NamedQuery(
    name = ConnectionRequest.OPEN_UNBOUND,
    query =
        "select r from ConnectionRequest r where r.bridgeUserId = :bridgeUserId"
            + " and r.askedItemId is null and r.bridgeItemId is null and r.openedAt < :before"
            + " and r.state = bankapi.connection.entity.ConnectionRequest.State.OPEN"
            + " order by r.openedAt")
@NamedQuery(
    name = ConnectionRequest.NEW_BOUND_TO_ITEM,
    query =
        "select count(r) from ConnectionRequest r where r.bridgeItemId = :itemId"
            + " and r.askedItemId is null and r.id <> :except")
@NamedQuery(
    name = ConnectionRequest.DUE_FOR_EXPIRY,
    query =
        "select r.id from ConnectionRequest r where r.expiresAt <= :now"
            + " and r.state = bankapi.connection.entity.ConnectionRequest.State.OPEN"
            + " order by r.expiresAt")
@NamedQuery(
    name = ConnectionRequest.OPEN_OF_USER,
    query =
        "select r from ConnectionRequest r where r.bridgeUserId = :bridgeUserId"
            + " and r.state = bankapi.connection.entity.ConnectionRequest.State.OPEN"
            + " order by r.openedAt")
@NamedQuery(
    name = ConnectionRequest.LINKED,
    query = "update ConnectionRequest r set r.linkedAt = :now where r.id = :id")
@NamedQuery(
    name = ConnectionRequest.DELETE,
    query = "delete from ConnectionRequest r where r.id in :ids")
public class ConnectionRequest {

  public static final String OPEN_OF_USER = "ConnectionRequest.openOfUser";
  public static final String BY_CONTEXT = "ConnectionRequest.byContext";

  /** Those too for which only the browser named the item. */
  /** Those about an item, the newest first. */
  public static final String OF_ITEM = "ConnectionRequest.ofItem";

  public static final String OPEN_UNBOUND = "ConnectionRequest.openUnbound";
  public static final String NEW_BOUND_TO_ITEM = "ConnectionRequest.newBoundToItem";
  public static final String DUE_FOR_EXPIRY = "ConnectionRequest.dueForExpiry";

  /** Takes no turn with what return, webhook and timer decide, which is about other columns. */
  public static final String LINKED = "ConnectionRequest.linked";

  public static final String DELETE = "ConnectionRequest.delete";

  /** Which of the four link methods asked. */
  public enum Kind {
    CONNECT,
    EDIT,
    SCA,
    PRO
  }

  /**
   * OPEN → SUCCEEDED | FAILED | EXPIRED; FAILED and EXPIRED → SUCCEEDED when the truth arrives
   * late, → OPEN when the browser comes back with news that may be good. SUCCEEDED is final.
   */
  public enum State {
    OPEN,
    SUCCEEDED,
    FAILED,
    EXPIRED
  }

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "bridge_user_id")
  private UUID bridgeUserId;

  @Column(name = "site_id")
  private UUID siteId;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind")
  private Kind kind;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private State state = State.OPEN;

  @Column(name = "context_hash")
  private String contextHash;

  @Column(name = "bank")
  private @Nullable String bank;

  @Column(name = "redirect_url")
  private String redirectUrl;

  @Column(name = "webhook_url")
  private @Nullable String webhookUrl;

  @Column(name = "lang")
  private String lang;

  @Column(name = "asked_item_id")
  private @Nullable Long askedItemId;

  @Column(name = "bridge_item_id")
  private @Nullable Long bridgeItemId;

  @Column(name = "claimed_item_id")
  private @Nullable Long claimedItemId;

  @Column(name = "step")
  private @Nullable String step;

  @Column(name = "gave_up")
  private boolean gaveUp;

  @Column(name = "status")
  private @Nullable Integer status;

  @Column(name = "opened_at")
  private Instant openedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "linked_at")
  private @Nullable Instant linkedAt;

  @Column(name = "returned_at")
  private @Nullable Instant returnedAt;

  @Column(name = "settled_at")
  private @Nullable Instant settledAt;

  @Column(name = "next_check_at")
  private @Nullable Instant nextCheckAt;

  @Version
  @Column(name = "version")
  private long version;

  @SuppressWarnings("NullAway.Init")
  protected ConnectionRequest() {}

  /**
   * @param contextHash SHA-256 of the value that Bridge carries through its pages
   * @param askedItemId the item to manage, or null for a new connection
   * @param lang {@code fr} or {@code en}
   */
  public ConnectionRequest(
      Kind kind,
      UUID bridgeUserId,
      UUID siteId,
      String contextHash,
      @Nullable Long askedItemId,
      @Nullable String bank,
      String redirectUrl,
      @Nullable String webhookUrl,
      String lang,
      Instant openedAt,
      Instant expiresAt) {
    this.id = UUID.randomUUID();
    this.kind = Objects.requireNonNull(kind, "kind");
    this.bridgeUserId = Objects.requireNonNull(bridgeUserId, "bridgeUserId");
    this.siteId = Objects.requireNonNull(siteId, "siteId");
    this.contextHash = Objects.requireNonNull(contextHash, "contextHash");
    this.askedItemId = askedItemId;
    this.bank = bank;
    this.redirectUrl = Objects.requireNonNull(redirectUrl, "redirectUrl");
    this.webhookUrl = webhookUrl;
    this.lang = Objects.requireNonNull(lang, "lang");
    this.openedAt = Objects.requireNonNull(openedAt, "openedAt");
    this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /**
   * The browser came back, with or without good news.
   *
   * @param stopped whether it said that the user gave up; null where it said neither
   * @param claimed the item it spoke of, which nobody has checked yet
   */
  public void returned(
      @Nullable Boolean stopped, @Nullable String lastStep, @Nullable Long claimed, Instant now) {
    if (returnedAt == null) {
      this.returnedAt = now;
    }
    if (claimed != null && bridgeItemId == null) {
      this.claimedItemId = claimed;
    }
    if (stopped != null) {
      this.gaveUp = stopped;
    }
    if (state != State.SUCCEEDED && lastStep != null) {
      this.step = cut(lastStep);
    }
  }

  /**
   * One that failed or expired is open again: the person went on, and came back just now.
   *
   * @param lastStep where the person is now, or null
   * @param until when it is given up
   */
  public void reopen(@Nullable String lastStep, Instant now, Instant until) {
    if (state == State.FAILED || state == State.EXPIRED) {
      this.state = State.OPEN;
      this.status = null;
      this.step = lastStep == null ? null : cut(lastStep);
      this.returnedAt = now;
      this.settledAt = null;
      this.expiresAt = Objects.requireNonNull(until, "until");
    }
  }

  private static String cut(String step) {
    return step.length() <= 60 ? step : step.substring(0, 60);
  }

  /** From now on the request is about this item and no other. */
  public void bind(long itemId) {
    if (bridgeItemId == null) {
      this.bridgeItemId = itemId;
    }
  }

  /** The person was at another item than a webhook made us believe. */
  public void rebind(long itemId) {
    if (state != State.SUCCEEDED && isNewConnection()) {
      this.bridgeItemId = itemId;
    }
  }

  /** Nothing is decided yet: look again. */
  public void lookAgain(Instant at) {
    if (state == State.OPEN) {
      this.nextCheckAt = at;
    }
  }

  /**
   * @return whether that was news
   */
  public boolean succeed(int newStatus, Instant now) {
    boolean news = state != State.SUCCEEDED;
    this.status = newStatus;
    if (news) {
      settle(State.SUCCEEDED, now);
      this.step = null;
    }
    return news;
  }

  /**
   * @return whether that was news: only an open request fails, one that failed may change its
   *     reason
   */
  public boolean fail(@Nullable Integer newStatus, Instant now) {
    if (state == State.SUCCEEDED || state == State.EXPIRED) {
      return false;
    }
    this.status = newStatus;
    boolean news = state == State.OPEN;
    if (news) {
      settle(State.FAILED, now);
    }
    return news;
  }

  /**
   * @return whether that was news: only an open request expires
   */
  public boolean expire(Instant now) {
    boolean news = state == State.OPEN;
    if (news) {
      settle(State.EXPIRED, now);
    }
    return news;
  }

  private void settle(State end, Instant now) {
    this.state = end;
    this.settledAt = now;
    this.nextCheckAt = null;
  }

  /** Whether the request is meant to make a new connection. */
  public boolean isNewConnection() {
    return askedItemId == null;
  }

  /** The item the request is about: the one asked for, or the one it turned out to be. */
  public @Nullable Long itemId() {
    return bridgeItemId != null ? bridgeItemId : askedItemId;
  }

  public UUID id() {
    return id;
  }

  public UUID bridgeUserId() {
    return bridgeUserId;
  }

  public UUID siteId() {
    return siteId;
  }

  public Kind kind() {
    return kind;
  }

  public State state() {
    return state;
  }

  public @Nullable String bank() {
    return bank;
  }

  public String redirectUrl() {
    return redirectUrl;
  }

  public @Nullable String webhookUrl() {
    return webhookUrl;
  }

  public String lang() {
    return lang;
  }

  public @Nullable Long askedItemId() {
    return askedItemId;
  }

  /** The item the browser named and nobody has checked. */
  public @Nullable Long claimedItemId() {
    return claimedItemId;
  }

  /** The item to ask Bridge about: what is known, else what the browser claimed. */
  public @Nullable Long itemToCheck() {
    Long known = itemId();
    return known != null ? known : claimedItemId;
  }

  /** Whether the browser said last that the user gave up. */
  public boolean gaveUp() {
    return gaveUp;
  }

  public @Nullable String step() {
    return step;
  }

  public @Nullable Integer status() {
    return status;
  }

  public Instant openedAt() {
    return openedAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  /** When Bridge gave the link; null: it never did. */
  public @Nullable Instant linkedAt() {
    return linkedAt;
  }

  public @Nullable Instant returnedAt() {
    return returnedAt;
  }

  /** When it was decided; null while it is open. */
  public @Nullable Instant settledAt() {
    return settledAt;
  }

  public @Nullable Instant nextCheckAt() {
    return nextCheckAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectionRequest that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
