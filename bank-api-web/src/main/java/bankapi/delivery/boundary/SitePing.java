package bankapi.delivery.boundary;

import bankapi.delivery.control.PingResult;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the receiver said to a ping, as its site reads it. */
public record SitePing(
    UUID id,
    String webhookUrl,
    boolean delivered,
    @Nullable Integer status,
    @Nullable String error,
    @Nullable String excerpt,
    long durationMs,
    boolean resumed) {

  static SitePing of(PingResult result) {
    return new SitePing(
        result.id(),
        result.url(),
        result.delivered(),
        result.status(),
        result.error(),
        result.excerpt(),
        result.durationMs(),
        result.resumed());
  }
}
