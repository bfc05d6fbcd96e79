package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.site.control.Registration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a link method was asked for, by either generation of clients.
 *
 * @param kind which of the four methods
 * @param registration the site, its user and its addresses
 * @param bank the site's own name of the bank
 * @param itemId the item to manage, or null for a new connection
 * @param userEmail the e-mail address that Bridge demands, or null to find one
 * @param providerId skips Bridge's list of banks
 * @param countryCode two upper-case letters
 * @param accountTypes {@code payment} or {@code all}
 * @param lang as it was sent
 */
public record LinkCommand(
    Kind kind,
    Registration registration,
    @Nullable String bank,
    @Nullable Long itemId,
    @Nullable String userEmail,
    @Nullable Long providerId,
    @Nullable String countryCode,
    @Nullable String accountTypes,
    @Nullable String lang) {

  /** Which of the four link methods. */
  public enum Kind {
    CONNECT(false),
    EDIT(true),
    SCA(true),
    PRO(false);

    private final boolean needsItem;

    Kind(boolean needsItem) {
      this.needsItem = needsItem;
    }

    public boolean needsItem() {
      return needsItem;
    }

    ConnectionRequest.Kind stored() {
      return ConnectionRequest.Kind.valueOf(name());
    }
  }

  static final Set<String> ACCOUNT_TYPES = Set.of("payment", "all");
}
