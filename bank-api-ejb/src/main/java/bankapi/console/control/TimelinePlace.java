package bankapi.console.control;

import bankapi.delivery.control.Deliveries;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.PageWish.Cursor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last step of a part of a site's time line. Steps are sorted by time, within a time by where
 * they come from, and within that by id.
 *
 * @param last its time and the id of its row
 */
record TimelinePlace(TimelineSource source, Cursor last) {

  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final UUID BEHIND_ALL = new UUID(-1, -1);

  /**
   * @return null: from the latest on
   * @throws GatewayException INVALID_ARGUMENT for what no part has given
   */
  static @Nullable TimelinePlace of(PageWish wish) {
    String after = wish.after();
    if (after == null) {
      return null;
    }
    int source = after.charAt(0) - 'a';
    Cursor last = new PageWish(1, after.substring(1)).cursor();
    if (last == null || source < 0 || source >= TimelineSource.values().length) {
      throw GatewayException.invalid("after", "is not what a page before has given");
    }
    return new TimelinePlace(TimelineSource.values()[source], last);
  }

  String text() {
    return (char) ('a' + source.ordinal()) + last.text();
  }

  /** Where the list of this source goes on. */
  String in(TimelineSource of) {
    int later = of.compareTo(source);
    if (of == TimelineSource.CREATED) {
      return later == 0
          ? last.id().toString()
          : Deliveries.placeBefore(later < 0 ? last.at().plusMillis(1) : last.at());
    }
    UUID id = later == 0 ? last.id() : later < 0 ? BEHIND_ALL : BEFORE_ALL;
    return new Cursor(last.at(), id).text();
  }
}
