package bankapi.delivery.control;

import java.util.Map;
import java.util.UUID;

/**
 * How much a claim may take.
 *
 * @param total at least 1
 * @param perSite at most so many of one site at once
 * @param taken what each site already has of its share
 */
public record ClaimLimits(int total, int perSite, Map<UUID, Integer> taken) {

  int room(UUID site) {
    return perSite - taken.getOrDefault(site, 0);
  }
}
