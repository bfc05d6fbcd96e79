package bankapi.sandbox.data;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A bank account of an item. Amounts are exact decimals in euro; what an account of this type does
 * not have is null.
 *
 * @param type Bridge's word: checking, card, savings, brokerage or loan
 */
public record Account(
    long id,
    String type,
    String name,
    BigDecimal balance,
    @Nullable BigDecimal accountingBalance,
    @Nullable BigDecimal instantBalance,
    boolean pro,
    @Nullable String iban,
    @Nullable Loan loan) {

  /** Whether PSD2 calls it a payment account; Bridge's {@code account_types: payment}. */
  public boolean isPaymentAccount() {
    return type.equals("checking") || type.equals("card");
  }
}
