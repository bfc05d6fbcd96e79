package bankapi.connection.control;

import org.jspecify.annotations.Nullable;

/**
 * What the browser brought back from Bridge. Every part can be forged.
 *
 * @param itemId the item it speaks of, or null
 * @param success null where it says nothing
 * @param step where the user stopped, or null
 */
public record BrowserReturn(
    @Nullable Long itemId, @Nullable Boolean success, @Nullable String step) {

  /** The user gave up, or the bank refused; a sync that still runs is neither. */
  boolean gaveUp() {
    return Boolean.FALSE.equals(success) && !"sync_pending".equals(step);
  }
}
