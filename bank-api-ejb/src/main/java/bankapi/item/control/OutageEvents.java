package bankapi.item.control;

import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.SiteEvent;
import bankapi.item.entity.BankOutage;
import bankapi.item.entity.BankOutageSite;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** Store: tells a site that a bank is down or up again, in the transaction that notes it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class OutageEvents {

  @Inject Deliveries deliveries;
  @Inject Tenancy tenancy;

  public void outage(BankOutage outage, BankOutageSite site) {
    send("bank.outage", outage, site, body(outage, site));
  }

  public void recovered(BankOutage outage, BankOutageSite site) {
    send(
        "bank.recovered",
        outage,
        site,
        body(outage, site).add("until", String.valueOf(outage.endedAt())));
  }

  private JsonObjectBuilder body(BankOutage outage, BankOutageSite site) {
    JsonObjectBuilder body = Json.createObjectBuilder().add("provider_id", outage.providerId());
    if (site.bank() == null) {
      body.addNull("bank");
    } else {
      body.add("bank", site.bank());
    }
    return body.add("site", tenancy.site(site.siteId()).siteKey())
        .add("since", outage.beganAt().toString());
  }

  private void send(String event, BankOutage outage, BankOutageSite site, JsonObjectBuilder body) {
    String target =
        site.webhookUrl() == null ? null : tenancy.site(site.siteId()).hearsAt(site.webhookUrl());
    if (target != null) {
      deliveries.enqueue(
          new SiteEvent(site.siteId(), event, target, event + ":" + outage.id(), body.build()));
    }
  }
}
