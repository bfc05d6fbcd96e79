package bankapi.connection.boundary;

import bankapi.connection.control.RequestView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request, as sites read it.
 *
 * @param status {@code pending}, {@code succeeded}, {@code failed} or {@code expired}
 * @param success null while it is pending
 * @param itemStatus Bridge's code
 */
public record RequestAnswer(
    @Nullable Long itemId,
    @Nullable String bank,
    UUID request,
    String status,
    @Nullable Boolean success,
    @Nullable String step,
    @Nullable Integer itemStatus,
    String site,
    String user) {

  static RequestAnswer of(RequestView request) {
    return new RequestAnswer(
        request.itemId(),
        request.bank(),
        request.request(),
        request.state(),
        request.pending() ? null : Boolean.valueOf(request.succeeded()),
        request.step(),
        request.status(),
        request.siteKey(),
        request.user());
  }
}
