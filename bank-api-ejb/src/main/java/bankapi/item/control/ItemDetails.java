package bankapi.item.control;

import org.jspecify.annotations.Nullable;

/**
 * An item as its owner may see it.
 *
 * @param statusDescription Bridge's own sentence in the asked language, or null
 * @param stale whether Bridge could not be asked and this is what was last known
 */
public record ItemDetails(ItemView item, @Nullable String statusDescription, boolean stale) {

  static ItemDetails fresh(ItemView item, @Nullable String statusDescription) {
    return new ItemDetails(item, statusDescription, false);
  }

  static ItemDetails stale(ItemView item) {
    return new ItemDetails(item, null, true);
  }
}
