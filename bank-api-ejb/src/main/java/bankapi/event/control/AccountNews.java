package bankapi.event.control;

import bankapi.item.control.ItemEvents;
import bankapi.item.control.ItemStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store: tells a site that accounts of its item changed. */
@Stateless
public class AccountNews {

  @Inject ItemStore items;
  @Inject ItemEvents events;

  /** Nothing is told of an item that this Bridge user does not own. */
  public void tell(UUID bridgeUserId, long itemId, @Nullable Long accountId, String cause) {
    items
        .byBridgeId(itemId)
        .filter(i -> i.bridgeUserId().equals(bridgeUserId) && i.deletedAt() == null)
        .ifPresent(i -> events.accountsUpdated(i, accountId, cause));
  }
}
