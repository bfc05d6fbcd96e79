package bankapi.item.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A site that was told of an outage and is still to be told of its end. */
@Entity
@Table(name = "bank_outage_site")
@NamedQuery(
    name = BankOutageSite.OF_OUTAGE,
    query = "select s from BankOutageSite s where s.outageId = :outageId order by s.siteId")
@NamedQuery(
    name = BankOutageSite.COUNT_OF_OUTAGE,
    query = "select count(s) from BankOutageSite s where s.outageId = :outageId")
@NamedQuery(
    name = BankOutageSite.NAMES_OF_BANK,
    query =
        "select s.bank from BankOutageSite s where s.outageId = :outageId and s.bank is not null"
            + " order by s.siteId")
public class BankOutageSite {

  public static final String OF_OUTAGE = "BankOutageSite.ofOutage";
  public static final String COUNT_OF_OUTAGE = "BankOutageSite.countOfOutage";
  public static final String NAMES_OF_BANK = "BankOutageSite.namesOfBank";

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "outage_id")
  private UUID outageId;

  @Column(name = "site_id")
  private UUID siteId;

  @Column(name = "webhook_url")
  private @Nullable String webhookUrl;

  @Column(name = "bank")
  private @Nullable String bank;

  @SuppressWarnings("NullAway.Init")
  protected BankOutageSite() {}

  /**
   * @param webhookUrl where it was told, or null where the site has no address
   * @param bank the site's own name of the bank, or null
   */
  public BankOutageSite(
      UUID outageId, UUID siteId, @Nullable String webhookUrl, @Nullable String bank) {
    this.id = UUID.randomUUID();
    this.outageId = Objects.requireNonNull(outageId, "outageId");
    this.siteId = Objects.requireNonNull(siteId, "siteId");
    this.webhookUrl = webhookUrl;
    this.bank = bank;
  }

  public UUID siteId() {
    return siteId;
  }

  public @Nullable String webhookUrl() {
    return webhookUrl;
  }

  public @Nullable String bank() {
    return bank;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BankOutageSite that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
