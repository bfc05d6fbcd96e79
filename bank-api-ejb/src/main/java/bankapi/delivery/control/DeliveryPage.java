package bankapi.delivery.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next what to give as {@code after} for the following part; null: this was the last
 */
public record DeliveryPage(List<DeliveryView> deliveries, @Nullable String next) {

  /** One more than the limit was read, to know whether a next part exists. */
  static DeliveryPage of(List<DeliveryView> found, int limit) {
    if (found.size() <= limit) {
      return new DeliveryPage(found, null);
    }
    return new DeliveryPage(found.subList(0, limit), found.get(limit - 1).id().toString());
  }
}
