package bankapi.delivery.boundary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of a site's webhooks, the newest first.
 *
 * @param next the argument {@code after} of the next part, null at the end
 */
public record SiteDeliveries(String site, List<SiteDelivery> deliveries, @Nullable String next) {}
