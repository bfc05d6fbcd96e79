package bankapi.delivery.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Whose turn it was last on this node: the next claim begins with the site after it, so that every
 * site with something due is served before any is served twice.
 */
@ApplicationScoped
public class SiteRotation {

  static final UUID START = new UUID(0, 0);

  private volatile UUID last = START;

  public UUID last() {
    return last;
  }

  public void servedUpTo(UUID site) {
    last = site;
  }
}
