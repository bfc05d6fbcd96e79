package bankapi.site.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user at Bridge, and which site (and which of the site's own users) stands behind it. Bridge's
 * {@code external_user_id} is random, the row's own id for the first user made for it: never made
 * from what a caller says, so that no tenant can reach another's user by naming it.
 */
@Entity
@Table(name = "bridge_user")
@NamedQuery(
    name = BridgeUser.BY_NAME,
    query = "select u from BridgeUser u where u.siteId = :siteId and u.siteUser = :siteUser")
@NamedQuery(name = BridgeUser.BY_IDS, query = "select u from BridgeUser u where u.id in :ids")
@NamedQuery(
    name = BridgeUser.OF_SITES,
    query =
        "select u from BridgeUser u where u.siteId in :siteIds and u.bridgeUuid is not null"
            + " and u.forgottenAt is null order by u.createdAt")
@NamedQuery(
    name = BridgeUser.NOT_FORGOTTEN_AFTER,
    query =
        "select u from BridgeUser u where u.siteId = :siteId and u.forgottenAt is null"
            + " and u.createdAt >= :at and (u.createdAt > :at or u.id > :id)"
            + " and u.createdAt <= :until"
            + " order by u.createdAt, u.id")
@NamedQuery(
    name = BridgeUser.OF_SITES_BY_NAME,
    query =
        "select u from BridgeUser u where u.siteId in :siteIds and u.bridgeUuid is not null"
            + " and u.siteUser = :siteUser and u.forgottenAt is null order by u.createdAt")
@NamedQuery(
    name = BridgeUser.BY_BRIDGE_UUID,
    query = "select u from BridgeUser u where u.bridgeUuid = :bridgeUuid")
@NamedQuery(
    name = BridgeUser.COUNT_AT_BRIDGE,
    query =
        "select count(u) from BridgeUser u where u.bridgeUuid is not null and u.lostAt is null"
            + " and u.forgottenAt is null")
public class BridgeUser {

  public static final String BY_NAME = "BridgeUser.byName";
  public static final String BY_IDS = "BridgeUser.byIds";
  public static final String OF_SITES = "BridgeUser.ofSites";
  public static final String NOT_FORGOTTEN_AFTER = "BridgeUser.notForgottenAfter";
  public static final String OF_SITES_BY_NAME = "BridgeUser.ofSitesByName";
  public static final String BY_BRIDGE_UUID = "BridgeUser.byBridgeUuid";
  public static final String COUNT_AT_BRIDGE = "BridgeUser.countAtBridge";

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "site_id")
  private UUID siteId;

  @Column(name = "site_user")
  private String siteUser;

  @Column(name = "bridge_uuid")
  private @Nullable UUID bridgeUuid;

  @Column(name = "external_id")
  private @Nullable UUID externalId;

  @Column(name = "lost_at")
  private @Nullable Instant lostAt;

  @Column(name = "forgotten_at")
  private @Nullable Instant forgottenAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version
  @Column(name = "version")
  private long version;

  @SuppressWarnings("NullAway.Init")
  protected BridgeUser() {}

  /**
   * @param siteUser the site's own name for the user, or empty where the site has only one
   */
  public BridgeUser(UUID siteId, String siteUser, Instant createdAt) {
    this.id = UUID.randomUUID();
    this.siteId = Objects.requireNonNull(siteId, "siteId");
    this.siteUser = Objects.requireNonNull(siteUser, "siteUser");
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
  }

  /**
   * Bridge has made the user; said twice with the same id it changes nothing.
   *
   * @return false where the user was forgotten meanwhile, or that one was deleted at Bridge since
   */
  public boolean known(UUID uuid) {
    if (forgottenAt != null || (lostAt != null && uuid.equals(bridgeUuid))) {
      return false;
    }
    this.bridgeUuid = uuid;
    this.lostAt = null;
    return true;
  }

  /**
   * Bridge has deleted the user. The next one is made under a new random id. Nothing changes where
   * that is known, or there is another by now.
   *
   * @param uuid which one was deleted
   */
  public void lose(UUID uuid, Instant now) {
    if (lostAt == null && uuid.equals(bridgeUuid)) {
      this.lostAt = now;
      this.externalId = UUID.randomUUID();
    }
  }

  /** Whether Bridge has deleted the user and no new one was made. */
  public boolean isLost() {
    return lostAt != null;
  }

  /**
   * Nothing is left here that tells who it was: the name becomes free. Said twice it changes
   * nothing.
   *
   * @return false where Bridge has the user, who cannot be forgotten then
   */
  public boolean forget(Instant now) {
    if (bridgeUuid != null && lostAt == null) {
      return false;
    }
    if (forgottenAt == null) {
      this.forgottenAt = now;
      this.siteUser = "forgotten-" + id;
    }
    return true;
  }

  public boolean isForgotten() {
    return forgottenAt != null;
  }

  /** The random id under which Bridge is asked to make the user. */
  public UUID externalId() {
    return externalId == null ? id : externalId;
  }

  public UUID id() {
    return id;
  }

  public UUID siteId() {
    return siteId;
  }

  public String siteUser() {
    return siteUser;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** Since when Bridge has the user no more; null while it has. */
  public @Nullable Instant lostAt() {
    return lostAt;
  }

  /** Null until Bridge has answered for the first time. */
  public @Nullable UUID bridgeUuid() {
    return bridgeUuid;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BridgeUser that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
