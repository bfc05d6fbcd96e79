package bankapi.item.control;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bank, and when it was down.
 *
 * @param outages the newest first; those that ended are kept for 90 days
 */
public record BankStory(BankView bank, List<Outage> outages) {

  /**
   * A time in which nobody's items got through.
   *
   * @param endedAt null while it lasts
   */
  public record Outage(Instant beganAt, @Nullable Instant endedAt) {}
}
