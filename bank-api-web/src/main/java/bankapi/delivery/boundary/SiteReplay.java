package bankapi.delivery.boundary;

import bankapi.delivery.control.DeliveryRunView;
import java.util.UUID;

/** A replay, as the site that asked for it reads it: how many so far, and whether that is all. */
public record SiteReplay(UUID replay, long replayed, boolean finished) {

  static SiteReplay of(DeliveryRunView replay) {
    return new SiteReplay(replay.id(), replay.done(), replay.finishedAt() != null);
  }
}
