package bankapi.connection.control;

import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStatus;
import org.jspecify.annotations.Nullable;

/** Decides what a request becomes: the table of the flow, as a pure function. */
public enum ConnectionOutcome {
  SUCCEEDED,
  FAILED,
  /** Nothing is decided: a timer looks again. */
  OPEN;

  /**
   * @param back what the browser said; null where the news came from a webhook, or where a timer
   *     looks and the user had not given up
   * @param item what Bridge says of the request's item; null where there is none, or where Bridge
   *     could not be asked
   * @param silent whether Bridge could not be asked
   * @param untouched whether this is an item that existed before and that Bridge has not tried
   *     since the request was opened: a user who gave up has renewed nothing, however well it is
   */
  static ConnectionOutcome decide(
      @Nullable BrowserReturn back, @Nullable ItemFacts item, boolean silent, boolean untouched) {
    if (item == null) {
      boolean nothingCame = back != null && back.gaveUp() && back.itemId() == null;
      boolean notOurs = back != null && back.gaveUp() && !silent;
      return nothingCame || notOurs ? FAILED : OPEN;
    }
    if (untouched && back != null && back.gaveUp()) {
      return FAILED;
    }
    return switch (ItemStatus.of(item.status()).meaning()) {
      case HEALTHY -> item.lastSuccessfulRefresh() == null ? OPEN : SUCCEEDED;
      case WAIT -> OPEN;
      case ACT, BANK, DEAD, UNKNOWN -> FAILED;
    };
  }
}
