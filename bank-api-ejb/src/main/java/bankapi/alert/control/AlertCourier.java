package bankapi.alert.control;

import bankapi.alert.control.AlertChannel.Said;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Orchestrator: tells each channel what is due for it, all in one message.
 *
 * <p>Layout: (1) claim, one short transaction; (2) send, no transaction; (3) settle each notice, a
 * transaction of its own. If this dies between (2) and (3), it is told again when the claim ends:
 * that is the one case in which a message comes twice.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertCourier {

  private static final Logger LOGGER = System.getLogger(AlertCourier.class.getName());

  /** Alerts in one message; the others follow in the next. */
  static final int AT_ONCE = 20;

  @Inject AlertChannels channels;
  @Inject AlertTexts texts;
  @Inject NoticeQueue queue;

  /** Any number of nodes may do this at once. */
  public void tick() {
    for (AlertChannel channel : channels.all()) {
      List<ClaimedNotice> due = queue.claim(channel.key(), AT_ONCE);
      if (!due.isEmpty()) {
        settle(channel, due, send(channel, due));
      }
    }
  }

  private Said send(AlertChannel channel, List<ClaimedNotice> due) {
    return channel.send(texts.message(due.stream().map(ClaimedNotice::alert).toList()));
  }

  private void settle(AlertChannel channel, List<ClaimedNotice> due, Said said) {
    String error = said.error();
    if (error == null) {
      due.forEach(queue::told);
      return;
    }
    boolean again =
        due.stream().map(n -> queue.failed(n, error, said.notBefore())).toList().contains(true);
    LOGGER.log(
        Level.WARNING,
        "Operators were not told of {0} alerts by {1}: {2}; {3}",
        due.size(),
        channel.name(),
        error,
        again ? "it is tried again" : "given up");
  }
}
