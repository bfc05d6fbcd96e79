package bankapi.sandbox.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What may be changed about the simulated API while it runs.
 *
 * @param rateLimits whether Bridge's documented limits hold (off for load tests)
 * @param retryAfter seconds told with a 429, if any; Bridge documents none
 * @param refreshEndpoint whether {@code POST items/{id}/refresh} exists; this version has none
 * @param nextUriNullAsText whether last pages say {@code "null"} instead of null
 * @param categoriesActive whether categories may be read and rows carry a category
 * @param strictAccountTypes whether {@code account_types: payment} leaves out savings and loans
 * @param firstRefresh {@code immediate}, or {@code manual}: new items stay at -2 until refreshed
 * @param expiredTokenCode the undocumented code of the 401 for an expired bearer
 * @param contextErrorCode the undocumented code of the 400 for a bad context
 * @param transactionsPerItem rows of items connected from now on
 */
public record ApiSwitches(
    boolean rateLimits,
    @Nullable Integer retryAfter,
    boolean refreshEndpoint,
    boolean nextUriNullAsText,
    boolean categoriesActive,
    boolean strictAccountTypes,
    FirstRefresh firstRefresh,
    String expiredTokenCode,
    String contextErrorCode,
    int transactionsPerItem) {

  /** When a new item gets its data. */
  public enum FirstRefresh {
    IMMEDIATE,
    MANUAL
  }

  public static ApiSwitches standard(int transactionsPerItem) {
    return new ApiSwitches(
        false,
        null,
        false,
        false,
        true,
        false,
        FirstRefresh.IMMEDIATE,
        "expired_token",
        "connect_session.context_invalid",
        transactionsPerItem);
  }
}
