package bankapi.item.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bank connection at Bridge and who owns it: ids, status and dates, nothing of what is in the
 * bank. A deleted item keeps its row, so that its former owner hears "deleted" again and nobody
 * else ever gets it.
 */
@Entity
@Table(name = "item")
@NamedQuery(
    name = Item.BY_BRIDGE_ITEM,
    query = "select i from Item i where i.bridgeItemId = :bridgeItemId")
@NamedQuery(name = Item.LIVE_COUNT, query = "select count(i) from Item i where i.deletedAt is null")
@NamedQuery(
    name = Item.LIVE_AGES,
    query =
        "select i.bridgeCreatedAt from Item i where i.deletedAt is null"
            + " and i.bridgeCreatedAt is not null order by i.bridgeCreatedAt")
@NamedQuery(
    name = Item.CONSENT_UNTOLD,
    query =
        "select i.id from Item i where i.deletedAt is null"
            + " and i.authenticationExpiresAt > :from and i.authenticationExpiresAt <= :to"
            + " and (i.consentToldDays is null or i.consentToldDays > :days)"
            + " order by i.authenticationExpiresAt")
@NamedQuery(
    name = Item.CONSENT_ENDING,
    query =
        "select s.siteKey, i.authenticationExpiresAt from Item i, Site s where s.id = i.siteId"
            + " and i.deletedAt is null and i.authenticationExpiresAt > :from"
            + " and i.authenticationExpiresAt <= :to order by i.authenticationExpiresAt, i.id")
@NamedQuery(
    name = Item.FAILING_TOGETHER,
    query =
        "select i.providerId, count(i), count(distinct i.siteId) from Item i"
            + " where i.deletedAt is null and i.status in :codes and i.providerId is not null"
            + " and i.lastTryRefresh > :since and not exists ("
            + "select w.id from Item w where w.providerId = i.providerId"
            + " and w.lastSuccessfulRefresh >= i.lastTryRefresh)"
            + " group by i.providerId having count(i) >= :items")
@NamedQuery(
    name = Item.TRIED,
    query =
        "select count(i) from Item i where i.deletedAt is null and i.providerId = :providerId"
            + " and i.lastTryRefresh > :since")
@NamedQuery(
    name = Item.FAILURES,
    query =
        "select i.lastTryRefresh from Item i where i.deletedAt is null"
            + " and i.providerId = :providerId and i.status in :codes"
            + " and i.lastTryRefresh is not null order by i.lastTryRefresh desc")
@NamedQuery(
    name = Item.WELL_SINCE,
    query =
        "select count(i) from Item i where i.providerId = :providerId"
            + " and i.lastSuccessfulRefresh > :since")
@NamedQuery(
    name = Item.SITES_UNTOLD_OF_OUTAGE,
    query =
        "select distinct i.siteId from Item i where i.deletedAt is null"
            + " and i.providerId = :providerId and not exists ("
            + "select t.id from BankOutageSite t where t.outageId = :outageId"
            + " and t.siteId = i.siteId) order by i.siteId")
@NamedQuery(
    name = Item.OF_SITE_AND_PROVIDER,
    query =
        "select i from Item i where i.deletedAt is null and i.siteId = :siteId"
            + " and i.providerId = :providerId order by i.bridgeItemId desc")
@NamedQuery(
    name = Item.HELD_FOR_NOTHING,
    query =
        "select i.id from Item i where i.actionHeldAt is not null and (i.providerId is null"
            + " or not exists (select o.id from BankOutage o"
            + " where o.openProviderId = i.providerId)) order by i.id")
@NamedQuery(
    name = Item.COUNT_BY_STATUS,
    query = "select i.status, count(i) from Item i where i.deletedAt is null group by i.status")
@NamedQuery(
    name = Item.COUNT_OF_PROVIDERS,
    query =
        "select i.providerId, i.status, count(i) from Item i"
            + " where i.deletedAt is null and i.providerId in :providerIds"
            + " group by i.providerId, i.status")
@NamedQuery(
    name = Item.NAMES_OF_PROVIDERS,
    query =
        "select i.providerId, i.bank, count(i) from Item i"
            + " where i.deletedAt is null and i.providerId in :providerIds and i.bank is not null"
            + " group by i.providerId, i.bank order by count(i), i.bank desc")
@NamedQuery(
    name = Item.SITES_OF_PROVIDERS,
    query =
        "select i.providerId, count(distinct i.siteId) from Item i"
            + " where i.deletedAt is null and i.providerId in :providerIds group by i.providerId")
@NamedQuery(
    name = Item.COUNT_OF_SITE,
    query =
        "select i.status, count(i) from Item i"
            + " where i.deletedAt is null and i.siteId = :siteId group by i.status")
@NamedQuery(
    name = Item.FRESHNESS_OF_BRIDGE_USERS,
    query =
        "select i.lastSuccessfulRefresh, i.authenticationExpiresAt, i.status from Item i"
            + " where i.bridgeUserId in :bridgeUserIds and i.deletedAt is null")
@NamedQuery(
    name = Item.OF_BRIDGE_USERS,
    query =
        "select i from Item i where i.bridgeUserId in :bridgeUserIds and i.deletedAt is null"
            + " order by i.bridgeItemId")
public class Item {

  /** A consent that ends later by less than this is the same one: Bridge may round otherwise. */
  private static final Duration SAME_CONSENT = Duration.ofDays(1);

  public static final String BY_BRIDGE_ITEM = "Item.byBridgeItem";
  public static final String LIVE_COUNT = "Item.liveCount";
  public static final String LIVE_AGES = "Item.liveAges";
  public static final String CONSENT_UNTOLD = "Item.consentUntold";
  public static final String CONSENT_ENDING = "Item.consentEnding";
  public static final String FAILING_TOGETHER = "Item.failingTogether";
  public static final String TRIED = "Item.tried";
  public static final String FAILURES = "Item.failures";
  public static final String WELL_SINCE = "Item.wellSince";
  public static final String SITES_UNTOLD_OF_OUTAGE = "Item.sitesUntoldOfOutage";
  public static final String OF_SITE_AND_PROVIDER = "Item.ofSiteAndProvider";
  public static final String HELD_FOR_NOTHING = "Item.heldForNothing";
  public static final String COUNT_BY_STATUS = "Item.countByStatus";
  public static final String COUNT_OF_PROVIDERS = "Item.countOfProviders";
  public static final String NAMES_OF_PROVIDERS = "Item.namesOfProviders";
  public static final String SITES_OF_PROVIDERS = "Item.sitesOfProviders";
  public static final String COUNT_OF_SITE = "Item.countOfSite";
  public static final String FRESHNESS_OF_BRIDGE_USERS = "Item.freshnessOfBridgeUsers";
  public static final String OF_BRIDGE_USERS = "Item.ofBridgeUsers";

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "bridge_user_id")
  private UUID bridgeUserId;

  @Column(name = "site_id")
  private UUID siteId;

  @Column(name = "bridge_item_id")
  private long bridgeItemId;

  @Column(name = "bank")
  private @Nullable String bank;

  @Column(name = "provider_id")
  private @Nullable Long providerId;

  @Column(name = "account_types")
  private @Nullable String accountTypes;

  @Column(name = "status")
  private int status;

  @Column(name = "status_info")
  private @Nullable String statusInfo;

  @Column(name = "authentication_expires_at")
  private @Nullable Instant authenticationExpiresAt;

  @Column(name = "consent_told_days")
  private @Nullable Integer consentToldDays;

  @Column(name = "consent_told_end")
  private @Nullable Instant consentToldEnd;

  @Column(name = "last_successful_refresh")
  private @Nullable Instant lastSuccessfulRefresh;

  @Column(name = "last_try_refresh")
  private @Nullable Instant lastTryRefresh;

  @Column(name = "bridge_created_at")
  private @Nullable Instant bridgeCreatedAt;

  @Column(name = "webhook_url")
  private @Nullable String webhookUrl;

  @Column(name = "action_held_at")
  private @Nullable Instant actionHeldAt;

  @Column(name = "read_at")
  private Instant readAt;

  /** Somebody asks Bridge about it, or did in vain; until then nobody else does. */
  @Column(name = "looked_until")
  private @Nullable Instant lookedUntil;

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  @Version
  @Column(name = "version")
  private long version;

  @SuppressWarnings("NullAway.Init")
  protected Item() {}

  public Item(UUID bridgeUserId, UUID siteId, long bridgeItemId, Instant readAt) {
    this.id = UUID.randomUUID();
    this.bridgeUserId = Objects.requireNonNull(bridgeUserId, "bridgeUserId");
    this.siteId = Objects.requireNonNull(siteId, "siteId");
    this.bridgeItemId = bridgeItemId;
    this.readAt = Objects.requireNonNull(readAt, "readAt");
    this.status = -2;
  }

  /** What Bridge says of the item now. */
  public void update(
      int newStatus,
      @Nullable String info,
      @Nullable Long provider,
      @Nullable String types,
      @Nullable Instant successfulRefresh,
      @Nullable Instant tryRefresh,
      @Nullable Instant createdAt,
      @Nullable Instant authenticationExpires,
      Instant now) {
    if (status != newStatus) {
      this.actionHeldAt = null;
    }
    this.status = newStatus;
    this.statusInfo = cut(info, 60);
    this.providerId = provider;
    this.accountTypes = cut(types, 20);
    this.lastSuccessfulRefresh = successfulRefresh;
    this.lastTryRefresh = tryRefresh;
    this.bridgeCreatedAt = createdAt;
    this.authenticationExpiresAt = authenticationExpires;
    unchanged(now);
    if (isRenewed()) {
      this.consentToldDays = null;
      this.consentToldEnd = null;
    }
  }

  private boolean isRenewed() {
    return consentToldEnd != null && consentEndsLaterThan(consentToldEnd);
  }

  /** Whether the consent is another than the one that ended then: Bridge may say seconds apart. */
  public boolean consentEndsLaterThan(Instant end) {
    return authenticationExpiresAt != null
        && !authenticationExpiresAt.isBefore(end.plus(SAME_CONSENT));
  }

  /**
   * The site shall hear that the consent ends so many days from now.
   *
   * @return false where it has heard that of this consent, or of fewer days
   */
  public boolean tellConsentEnds(int days) {
    if (consentToldDays != null && consentToldDays <= days) {
      return false;
    }
    this.consentToldDays = days;
    this.consentToldEnd = authenticationExpiresAt;
    return true;
  }

  /** Bridge said nothing newer than what is known. */
  public void unchanged(Instant now) {
    this.readAt = now;
    this.lookedUntil = null;
  }

  /** The site is told that its user has to act when the bank is up again. */
  public void holdAction(Instant now) {
    this.actionHeldAt = now;
  }

  /**
   * @return whether something was held
   */
  public boolean releaseAction() {
    boolean held = actionHeldAt != null;
    this.actionHeldAt = null;
    return held;
  }

  /** The site's own name of the bank and where it wants to hear of this item. */
  public void label(@Nullable String bankName, @Nullable String hearAt) {
    if (bankName != null) {
      this.bank = bankName;
    }
    if (hearAt != null) {
      this.webhookUrl = hearAt;
    }
  }

  public void delete(Instant now) {
    if (deletedAt == null) {
      this.deletedAt = now;
    }
  }

  private static @Nullable String cut(@Nullable String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most);
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

  public long bridgeItemId() {
    return bridgeItemId;
  }

  public @Nullable String bank() {
    return bank;
  }

  public @Nullable Long providerId() {
    return providerId;
  }

  public @Nullable String accountTypes() {
    return accountTypes;
  }

  public int status() {
    return status;
  }

  public @Nullable String statusInfo() {
    return statusInfo;
  }

  public @Nullable Instant authenticationExpiresAt() {
    return authenticationExpiresAt;
  }

  public @Nullable Instant lastSuccessfulRefresh() {
    return lastSuccessfulRefresh;
  }

  public @Nullable Instant lastTryRefresh() {
    return lastTryRefresh;
  }

  public @Nullable Instant bridgeCreatedAt() {
    return bridgeCreatedAt;
  }

  public @Nullable String webhookUrl() {
    return webhookUrl;
  }

  public Instant readAt() {
    return readAt;
  }

  public @Nullable Instant deletedAt() {
    return deletedAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Item that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
