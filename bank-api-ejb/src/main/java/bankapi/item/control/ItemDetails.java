package bankapi.item.control;

import org.jspecify.annotations.Nullable;

/**
 * An item as its owner may see it.
 *
 * @param statusDescription Bridge's own sentence in the asked language, or null
 * @param bankDown whether the user would have to act, but nobody's items of the bank come through
 *     just now, so that there is nothing to be done about this one either
 * @param stale whether Bridge could not be asked and this is what was last known
 */
public record ItemDetails(
    ItemView item, @Nullable String statusDescription, boolean stale, boolean bankDown) {

  static ItemDetails fresh(ItemView item, @Nullable String statusDescription, boolean bankDown) {
    return new ItemDetails(item, statusDescription, false, bankDown);
  }

  static ItemDetails stale(ItemView item, boolean bankDown) {
    return new ItemDetails(item, null, true, bankDown);
  }

  public boolean needsAction() {
    return !bankDown && ItemStatus.of(item.status()).needsAction();
  }

  /** The link method that mends it, or null where no link does, or not now. */
  public @Nullable String wayOut() {
    return bankDown ? null : ItemStatus.of(item.status()).wayOut();
  }
}
