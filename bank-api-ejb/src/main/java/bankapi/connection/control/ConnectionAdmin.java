package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.platform.control.Choice;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Store: finds connection requests for operators, whoever owns them. */
@Stateless
public class ConnectionAdmin {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Tenancy tenancy;

  /** The newest first. */
  public Page<ConnectionView> list(ConnectionFilter filter, PageWish wish) {
    return new Listing<>(ConnectionRequest.class, "openedAt")
        .where("e.siteId = :siteId", "siteId", filter.siteId())
        .where(
            "e.siteId in (select s.id from Site s where s.siteKey = :siteKey)",
            "siteKey",
            filter.siteKey())
        .where(
            "e.bridgeUserId in (select u.id from BridgeUser u where u.siteUser = :user)",
            "user",
            filter.user())
        .where("lower(e.bank) like :bank escape '!'", "bank", Listing.containing(filter.bank()))
        .where(
            "e.bridgeItemId = :itemId or e.askedItemId = :itemId or e.claimedItemId = :itemId",
            "itemId",
            filter.itemId())
        .where(
            "e.state = :state",
            "state",
            Choice.of("state", ConnectionRequest.State.class, filter.state()))
        .between(filter.from(), filter.until())
        .first(this::readTogether)
        .page(em, wish, ConnectionRequest::openedAt, ConnectionRequest::id, this::view);
  }

  /**
   * A site's requests by when that happened to them, the latest first, without those to which it
   * has not.
   */
  public Page<ConnectionView> ofSite(UUID siteId, ConnectionMoment moment, PageWish wish) {
    return new Listing<>(ConnectionRequest.class, moment.attribute())
        .where("e.siteId = :siteId", "siteId", siteId)
        .only("e." + moment.attribute() + " is not null")
        .first(this::readTogether)
        .page(em, wish, moment::of, ConnectionRequest::id, this::view);
  }

  private void readTogether(List<ConnectionRequest> rows) {
    tenancy.read(
        rows.stream().map(ConnectionRequest::siteId),
        rows.stream().map(ConnectionRequest::bridgeUserId));
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public ConnectionView find(UUID request) {
    return Optional.ofNullable(em.find(ConnectionRequest.class, request))
        .map(this::view)
        .orElseThrow(() -> GatewayException.notFound("Request", request));
  }

  private ConnectionView view(ConnectionRequest request) {
    return ConnectionView.of(
        request, tenancy.site(request.siteId()), tenancy.bridgeUser(request.bridgeUserId()));
  }
}
