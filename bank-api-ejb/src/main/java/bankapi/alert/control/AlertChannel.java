package bankapi.alert.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A way to tell operators. */
interface AlertChannel {

  /** Under which it is written down what was told: at most 40 characters, no secret. */
  String key();

  /** As operators know it, without what is secret of its address. */
  String name();

  /** Tells it; never throws for what the other side does. Takes less than five minutes. */
  Said send(AlertMessage message);

  /**
   * What came of it.
   *
   * @param error why it did not arrive, without the channel's address; null: it arrived
   * @param notBefore when the channel wants to be asked again; null: it says nothing
   */
  record Said(@Nullable String error, @Nullable Instant notBefore) {

    static final Said ARRIVED = new Said(null, null);

    static Said failed(String error) {
      return new Said(error, null);
    }
  }
}
