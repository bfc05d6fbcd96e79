package bankapi.item.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nobody's items got through to a bank: it begins once, and ends once. Of each
 * provider at most one is open.
 */
@Entity
@Table(name = "bank_outage")
@NamedQuery(
    name = BankOutage.OPEN,
    query = "select o from BankOutage o where o.endedAt is null order by o.beganAt")
@NamedQuery(
    name = BankOutage.OPEN_OF_PROVIDER,
    query = "select count(o) from BankOutage o where o.openProviderId = :providerId")
@NamedQuery(
    name = BankOutage.OPEN_COUNT,
    query = "select count(o) from BankOutage o where o.endedAt is null")
@NamedQuery(
    name = BankOutage.OPEN_OF_PROVIDERS,
    query = "select o from BankOutage o where o.openProviderId in :providerIds")
@NamedQuery(
    name = BankOutage.OF_PROVIDER,
    query =
        "select o from BankOutage o where o.providerId = :providerId order by o.beganAt desc, o.id")
@NamedQuery(
    name = BankOutage.OVER_UNTOLD,
    query =
        "select distinct o.id from BankOutage o, BankOutageSite s"
            + " where s.outageId = o.id and o.endedAt is not null")
@NamedQuery(
    name = BankOutage.DELETE_ENDED,
    query =
        "delete from BankOutage o where o.endedAt < :before"
            + " and not exists (select s.id from BankOutageSite s where s.outageId = o.id)")
public class BankOutage {

  public static final String OPEN = "BankOutage.open";
  public static final String OPEN_OF_PROVIDER = "BankOutage.openOfProvider";
  public static final String OPEN_COUNT = "BankOutage.openCount";
  public static final String OPEN_OF_PROVIDERS = "BankOutage.openOfProviders";
  public static final String OF_PROVIDER = "BankOutage.ofProvider";
  public static final String OVER_UNTOLD = "BankOutage.overUntold";
  public static final String DELETE_ENDED = "BankOutage.deleteEnded";

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "provider_id")
  private long providerId;

  @Column(name = "open_provider_id")
  private @Nullable Long openProviderId;

  @Column(name = "began_at")
  private Instant beganAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column(name = "look_at")
  private Instant lookAt;

  @SuppressWarnings("NullAway.Init")
  protected BankOutage() {}

  /**
   * @param lookAt until when nobody asks about its silent items
   */
  public BankOutage(long providerId, Instant now, Instant lookAt) {
    this.id = UUID.randomUUID();
    this.providerId = providerId;
    this.openProviderId = providerId;
    this.beganAt = Objects.requireNonNull(now, "now");
    this.lookAt = Objects.requireNonNull(lookAt, "lookAt");
  }

  public void end(Instant now) {
    this.endedAt = now;
    this.openProviderId = null;
  }

  public boolean isOpen() {
    return endedAt == null;
  }

  public UUID id() {
    return id;
  }

  public long providerId() {
    return providerId;
  }

  public Instant beganAt() {
    return beganAt;
  }

  public @Nullable Instant endedAt() {
    return endedAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BankOutage that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
