package bankapi.sandbox.data;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What Bridge's {@code loan_details} says of a loan; amounts in euro. */
public record Loan(
    String type,
    LocalDate nextPaymentDate,
    BigDecimal nextPaymentAmount,
    LocalDate openingDate,
    LocalDate maturityDate,
    BigDecimal interestRate,
    BigDecimal borrowedCapital,
    BigDecimal repaidCapital,
    BigDecimal totalEstimatedInterests) {

  /** What is still to be repaid. */
  public BigDecimal remainingCapital() {
    return borrowedCapital.subtract(repaidCapital);
  }
}
