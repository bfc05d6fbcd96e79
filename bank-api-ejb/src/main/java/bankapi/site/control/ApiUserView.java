package bankapi.site.control;

import bankapi.site.entity.ApiUser;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of a customer; never its secret.
 *
 * @param previousSecretUntil until when the former secret counts beside the new one; null: it does
 *     not
 * @param version names this state in {@code If-Match}
 */
public record ApiUserView(
    UUID id,
    String apiKey,
    String email,
    String linkAnswer,
    String listAnswer,
    boolean multiSite,
    boolean mayRegister,
    boolean active,
    Instant createdAt,
    @Nullable Instant previousSecretUntil,
    long version) {

  static ApiUserView of(ApiUser user, Instant now) {
    return new ApiUserView(
        user.id(),
        user.apiKey(),
        user.email(),
        user.linkAnswer().name().toLowerCase(Locale.ROOT),
        user.listAnswer().name().toLowerCase(Locale.ROOT),
        user.multiSite(),
        user.mayRegister(),
        user.active(),
        user.createdAt(),
        user.secretHash().previousUntil(now),
        user.version());
  }
}
