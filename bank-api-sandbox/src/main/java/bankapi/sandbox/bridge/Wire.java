package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Account;
import bankapi.sandbox.data.Category;
import bankapi.sandbox.data.Loan;
import bankapi.sandbox.data.Provider;
import bankapi.sandbox.data.Transaction;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How Bridge writes its resources: nulls left out, lower-case words, exact amounts. */
final class Wire {

  private Wire() {}

  static void user(JsonGenerator json, User user) throws IOException {
    json.writeStartObject();
    json.writeStringField("uuid", user.uuid().toString());
    text(json, "external_user_id", user.externalId());
    json.writeEndObject();
  }

  static void item(JsonGenerator json, Item item, String language) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", item.id());
    json.writeNumberField("status", item.status().code());
    text(json, "status_code_info", item.status().info());
    text(json, "status_code_description", item.status().description(language));
    json.writeNumberField("provider_id", item.provider().id());
    json.writeStringField("account_types", item.accountTypes());
    if (item.lastSuccess() != null) {
      json.writeStringField("last_successful_refresh", Times.millis(item.lastSuccess()));
    }
    if (item.lastTry() != null) {
      json.writeStringField("last_try_refresh", Times.noZone(item.lastTry()));
    }
    json.writeStringField("created_at", Times.millis(item.createdAt()));
    if (item.authenticationExpiresAt() != null) {
      json.writeStringField(
          "authentication_expires_at", Times.seconds(item.authenticationExpiresAt()));
    }
    json.writeEndObject();
  }

  static void account(JsonGenerator json, Item item, Account account) throws IOException {
    boolean shared = item.shares(account.id());
    json.writeStartObject();
    json.writeNumberField("id", account.id());
    json.writeStringField("name", account.name());
    if (shared) {
      json.writeNumberField("balance", account.balance());
      amount(json, "accounting_balance", account.accountingBalance());
      amount(json, "instant_balance", account.instantBalance());
    }
    if (item.lastSuccess() != null) {
      json.writeStringField("updated_at", Times.millis(item.lastSuccess()));
    }
    json.writeStringField("last_refresh_status", item.status().isOk() ? "successful" : "failed");
    json.writeStringField("type", account.type());
    json.writeStringField("currency_code", "EUR");
    json.writeNumberField("item_id", item.id());
    json.writeNumberField("provider_id", item.provider().id());
    if (shared && account.loan() != null) {
      loan(json, account.loan());
    }
    json.writeStringField("data_access", shared ? "enabled" : "disabled");
    json.writeBooleanField("pro", account.pro());
    text(json, "iban", shared ? account.iban() : null);
    json.writeEndObject();
  }

  private static void loan(JsonGenerator json, Loan loan) throws IOException {
    json.writeObjectFieldStart("loan_details");
    json.writeStringField("type", loan.type());
    json.writeStringField("next_payment_date", loan.nextPaymentDate().toString());
    json.writeNumberField("next_payment_amount", loan.nextPaymentAmount());
    json.writeStringField("maturity_date", loan.maturityDate().toString());
    json.writeStringField("opening_date", loan.openingDate().toString());
    json.writeNumberField("interest_rate", loan.interestRate());
    json.writeNumberField("borrowed_capital", loan.borrowedCapital());
    json.writeNumberField("repaid_capital", loan.repaidCapital());
    json.writeNumberField("remaining_capital", loan.remainingCapital());
    json.writeNumberField("total_estimated_interests", loan.totalEstimatedInterests());
    json.writeEndObject();
  }

  static void transaction(JsonGenerator json, Transaction row, boolean withCategory)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", row.id());
    json.writeStringField("clean_description", row.cleanDescription());
    json.writeStringField("provider_description", row.providerDescription());
    json.writeNumberField("amount", row.amount());
    json.writeStringField("date", row.date().toString());
    date(json, "booking_date", row.valueDate());
    date(json, "transaction_date", row.transactionDate());
    date(json, "value_date", row.valueDate());
    json.writeStringField("updated_at", Times.millis(row.updatedAt()));
    json.writeStringField("currency_code", "EUR");
    json.writeBooleanField("deleted", row.deleted());
    if (withCategory) {
      json.writeNumberField("category_id", row.categoryId());
    }
    json.writeStringField("operation_type", row.operationType());
    json.writeNumberField("account_id", row.accountId());
    json.writeBooleanField("future", row.future());
    json.writeEndObject();
  }

  static void categoryTree(JsonGenerator json, Category top, String language) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", top.id());
    json.writeStringField("name", top.name(language));
    json.writeArrayFieldStart("categories");
    for (Category child : top.children()) {
      json.writeStartObject();
      json.writeNumberField("id", child.id());
      json.writeStringField("name", child.name(language));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void provider(JsonGenerator json, Provider provider, String baseUri) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", provider.id());
    json.writeStringField("name", provider.name());
    json.writeStringField("country_code", "FR");
    words(json, "capabilities", "aggregation", "account_check", "single_payment");
    json.writeStringField("group_name", provider.group());
    json.writeObjectFieldStart("images");
    json.writeStringField("logo", baseUri + provider.logoPath());
    json.writeEndObject();
    json.writeObjectFieldStart("aggregation_metadata");
    json.writeStringField("release_status", "active");
    json.writeEndObject();
    json.writeObjectFieldStart("payment_metadata");
    json.writeStringField("release_status", "active");
    json.writeNumberField("nb_max_transactions", 80);
    json.writeNumberField("max_size_label", 140);
    json.writeBooleanField("sender_iban_available", false);
    words(json, "provider_environments", "prod");
    json.writeBooleanField("execution_status_available", false);
    json.writeEndObject();
    json.writeObjectFieldStart("health_status");
    for (String product : new String[] {"aggregation", "single_payment"}) {
      json.writeObjectFieldStart(product);
      json.writeStringField("status", "healthy");
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("tags");
    if (provider.business()) {
      words(json, "segment", "b2c", "b2b");
    } else {
      words(json, "segment", "b2c");
    }
    words(json, "region", provider.region());
    words(json, "keywords", provider.name().toLowerCase(java.util.Locale.ROOT).split(" "));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void words(JsonGenerator json, String name, String... words) throws IOException {
    json.writeArrayFieldStart(name);
    for (String word : words) {
      json.writeString(word);
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void amount(JsonGenerator json, String name, @Nullable BigDecimal value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  private static void date(JsonGenerator json, String name, @Nullable LocalDate value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value.toString());
    }
  }
}
