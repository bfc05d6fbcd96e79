package bankapi.alert.control;

import bankapi.platform.control.AuditTrail;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orchestrator: tries the channels. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertTests {

  @Inject AlertChannels channels;
  @Inject AlertTexts texts;
  @Inject AuditTrail audit;

  /**
   * What a channel said.
   *
   * @param channel without what is secret of its address
   * @param error why the test did not arrive; null where it did
   */
  public record Tried(String channel, boolean arrived, @Nullable String error) {}

  /** Sends a test to each channel now, once; empty where none is set. */
  public List<Tried> test(String operator) {
    AlertMessage message = texts.test();
    audit.note(operator, "alert.test", "alert test", null);
    return channels.all().stream()
        .map(
            channel -> {
              String error = channel.send(message).error();
              return new Tried(channel.name(), error == null, error);
            })
        .toList();
  }
}
