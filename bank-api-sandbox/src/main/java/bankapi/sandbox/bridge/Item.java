package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Account;
import bankapi.sandbox.data.Ledger;
import bankapi.sandbox.data.Provider;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a bank. A value: changes make another one.
 *
 * @param accountTypes {@code payment} or {@code all}
 * @param later the statuses the login foresees for the next refreshes
 * @param withheld accounts the person did not share
 */
public record Item(
    long id,
    UUID user,
    Provider provider,
    String accountTypes,
    Instant createdAt,
    ItemStatus status,
    List<ItemStatus> later,
    @Nullable Instant lastTry,
    @Nullable Instant lastSuccess,
    @Nullable Instant authenticationExpiresAt,
    Ledger ledger,
    Set<Long> withheld) {

  /** This item after an attempt to read the bank; a good one also notes the time. */
  public Item tried(Instant at, ItemStatus result, List<ItemStatus> nextResults) {
    return new Item(
        id,
        user,
        provider,
        accountTypes,
        createdAt,
        result,
        List.copyOf(nextResults),
        at,
        result.isOk() ? at : lastSuccess,
        authenticationExpiresAt,
        ledger,
        withheld);
  }

  public Item consentUntil(@Nullable Instant end) {
    return new Item(
        id,
        user,
        provider,
        accountTypes,
        createdAt,
        status,
        later,
        lastTry,
        lastSuccess,
        end,
        ledger,
        withheld);
  }

  public Item with(Ledger nextLedger, Set<Long> nextWithheld) {
    return new Item(
        id,
        user,
        provider,
        accountTypes,
        createdAt,
        status,
        later,
        lastTry,
        lastSuccess,
        authenticationExpiresAt,
        nextLedger,
        Set.copyOf(nextWithheld));
  }

  /** Its accounts, highest id first; none before the first good refresh. */
  public List<Account> accounts(boolean strictAccountTypes) {
    if (lastSuccess == null) {
      return List.of();
    }
    return ledger.accounts().stream()
        .filter(a -> !strictAccountTypes || accountTypes.equals("all") || a.isPaymentAccount())
        .sorted(Comparator.comparingLong(Account::id).reversed())
        .toList();
  }

  public boolean shares(long accountId) {
    return !withheld.contains(accountId);
  }
}
