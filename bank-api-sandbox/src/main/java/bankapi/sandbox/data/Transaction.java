package bankapi.sandbox.data;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One row of an account's statement, as Bridge tells it. The amount is an exact decimal in euro,
 * negative for money going out; dates are in Europe/Paris; {@code updatedAt} is epoch milliseconds.
 */
public record Transaction(
    long id,
    long accountId,
    String cleanDescription,
    String providerDescription,
    BigDecimal amount,
    LocalDate date,
    @Nullable LocalDate transactionDate,
    @Nullable LocalDate valueDate,
    long updatedAt,
    int categoryId,
    String operationType,
    boolean deleted,
    boolean future) {}
