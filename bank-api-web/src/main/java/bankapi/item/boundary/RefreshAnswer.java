package bankapi.item.boundary;

import jakarta.json.bind.annotation.JsonbNillable;
import org.jspecify.annotations.Nullable;

/** Whether Bridge took the wish for a refresh; where it did not, why, and the method to use. */
@JsonbNillable(false)
public record RefreshAnswer(
    long itemId,
    boolean accepted,
    @Nullable String reason,
    @Nullable String wayOut,
    @Nullable String description) {

  static RefreshAnswer accepted(long itemId) {
    return new RefreshAnswer(itemId, true, null, null, null);
  }

  static RefreshAnswer notOffered(long itemId) {
    return new RefreshAnswer(
        itemId,
        false,
        "not_offered",
        ItemMethods.LINK_PREFIX + "get_sca_authentication_link",
        "Bridge refreshes items by itself once or twice a day and no longer on demand."
            + " To have it done now, send the user through the link of this method.");
  }
}
