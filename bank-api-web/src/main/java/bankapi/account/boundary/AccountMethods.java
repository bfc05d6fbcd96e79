package bankapi.account.boundary;

import bankapi.account.control.BankAccounts;
import bankapi.account.control.DataPages;
import bankapi.account.control.TransactionWish;
import bankapi.frappe.boundary.Arguments;
import bankapi.frappe.boundary.FrappeAnswer;
import bankapi.item.boundary.FreshnessHeaders;
import bankapi.site.boundary.CallingSite;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts and transactions, streamed while Bridge gives them. */
@Tag(name = "Sites' API: bank data")
@SecurityRequirement(name = "site")
@Path("method")
@RequestScoped
public class AccountMethods {

  private static final String ACCOUNTS = "bank_api.bridge.get_bank_accounts";
  private static final String TRANSACTIONS = "bank_api.bridge.get_bank_transactions";
  private static final String BY_ACCOUNT = "bank_api.bridge.get_bank_transactions_by_account";
  private static final int PAGE = 500;

  /** In a list that ends early nothing else would tell. */
  private static final String NEXT_AFTER = "X-Next-After";

  @Inject Arguments arguments;
  @Inject CallingSite calling;
  @Inject BankAccounts accounts;

  @POST
  @Path(ACCOUNTS)
  @Operation(summary = "The accounts of an item")
  public Response accounts() {
    long itemId = arguments.requiredId("item_id");
    return stream(
        accounts.accounts(calling.caller(), itemId, text("site"), text("user")), ACCOUNTS);
  }

  @POST
  @Path(TRANSACTIONS)
  @Operation(summary = "Transactions changed since a time")
  public Response transactions() {
    return stream(
        accounts.transactions(calling.caller(), wish(arguments.id("account_id").orElse(null))),
        TRANSACTIONS);
  }

  @POST
  @Path(BY_ACCOUNT)
  @Operation(summary = "Transactions of one account")
  public Response transactionsByAccount() {
    return stream(
        accounts.transactions(calling.caller(), wish(arguments.requiredId("account_id"))),
        BY_ACCOUNT);
  }

  private TransactionWish wish(@Nullable Long accountId) {
    return new TransactionWish(
        text("site"),
        text("user"),
        arguments.id("item_id").orElse(null),
        accountId,
        text("since"),
        text("until"),
        text("lang"),
        arguments.number("limit", 1, PAGE).orElse(null),
        text("after"));
  }

  private Response stream(DataPages pages, String method) {
    Response answer =
        FreshnessHeaders.on(
            FrappeAnswer.stream(
                new RowList(
                    pages,
                    calling.caller().listAnswer(),
                    NextPage.of("/api/method/" + method, arguments))),
            pages.freshness());
    return pages
        .cursor()
        .map(after -> Response.fromResponse(answer).header(NEXT_AFTER, after).build())
        .orElse(answer);
  }

  private @Nullable String text(String name) {
    return arguments.text(name).orElse(null);
  }
}
