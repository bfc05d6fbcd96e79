package bankapi.sandbox.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.sandbox.Caller;
import bankapi.sandbox.SandboxTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest extends SandboxTest {

  private static final String TRANSACTIONS = "/v3/aggregation/transactions";

  private static List<JsonNode> readAll(Caller user, String path) {
    List<JsonNode> all = new ArrayList<>();
    String next = path;
    while (!next.isEmpty()) {
      JsonNode page = user.get(next).json();
      page.path("resources").forEach(all::add);
      JsonNode uri = page.at("/pagination/next_uri");
      assertThat(uri.isMissingNode()).isFalse();
      next = uri.isNull() ? "" : uri.asText();
    }
    return all;
  }

  @Test
  void pagesJoinToTheWholeByRelativeLinks() {
    Caller user = Caller.newUser(sandbox);
    user.connect("success");
    JsonNode first = user.get(TRANSACTIONS + "?limit=250").json();
    assertThat(first.at("/pagination/next_uri").asText())
        .matches("/v3/aggregation/transactions\\?after=[A-Za-z0-9+/]+&limit=250");
    List<JsonNode> rows = readAll(user, TRANSACTIONS + "?limit=250");
    assertThat(rows).hasSize(600);
    assertThat(rows).extracting(row -> row.path("id").asLong()).doesNotHaveDuplicates();
    assertThat(user.get(TRANSACTIONS).json().path("resources")).hasSize(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "limit=x",
        "after=%25",
        "account_id=x",
        "since=yesterday",
        "min_date=2026-13-01"
      })
  void refusesArgumentsThatMakeNoSense(String query) {
    Caller.Reply reply = Caller.newUser(sandbox).get(TRANSACTIONS + "?" + query);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/errors/0/property").asText())
        .isEqualTo(query.substring(0, query.indexOf('=')));
  }

  @Test
  void ignoresAnItemFilterOnTransactionsButNotOnAccounts() {
    Caller user = Caller.newUser(sandbox);
    long first = user.connect("success");
    user.connect("success");
    assertThat(readAll(user, TRANSACTIONS + "?limit=500&item_id=" + first)).hasSize(1200);
    assertThat(readAll(user, "/v3/aggregation/accounts?item_id=" + first))
        .hasSize(10)
        .allMatch(account -> account.path("item_id").asLong() == first);
    assertThat(readAll(user, "/v3/aggregation/accounts?limit=7")).hasSize(20);
  }

  @Test
  void saysNullAsTextWhereBridgeDoes() {
    Caller user = Caller.newUser(sandbox);
    user.connect("success");
    String items = "/v3/aggregation/items";
    assertThat(user.get(items).json().at("/pagination/next_uri").isNull()).isTrue();
    admin.put("/admin/switches", "{\"next_uri_null_as_text\":true}");
    assertThat(user.get(items).json().at("/pagination/next_uri").asText()).isEqualTo("null");
    admin.put("/admin/switches", "{\"next_uri_null_as_text\":false}");
    JsonNode categories = user.get("/v3/aggregation/categories").json();
    assertThat(categories.at("/pagination/next_uri").isTextual()).isTrue();
    assertThat(categories.at("/pagination/next_uri").asText()).isEqualTo("null");
  }

  @Test
  void leavesOutWhatIsNotKnownAndWritesOneTimeWithoutZone() {
    Caller user = Caller.newUser(sandbox);
    user.connect("402");
    JsonNode item =
        user.with("Accept-Language", "fr-FR")
            .get("/v3/aggregation/items")
            .json()
            .at("/resources/0");
    assertThat(item.has("last_successful_refresh")).isFalse();
    assertThat(item.has("authentication_expires_at")).isFalse();
    assertThat(item.path("status_code_info").asText()).isEqualTo("invalid_creds");
    assertThat(item.path("status_code_description").asText()).contains("identifiants");
    assertThat(item.path("last_try_refresh").asText()).matches(".*T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    assertThat(item.path("created_at").asText()).endsWith("Z");
    assertThat(readAll(user, "/v3/aggregation/accounts")).isEmpty();
  }

  @Test
  void anAccountThatIsNotSharedHidesItsMoney() {
    Caller user = Caller.newUser(sandbox);
    long item = user.connect("success");
    long account = item * 16;
    admin.put("/admin/items/" + item + "/accounts/" + account, "{\"data_access\":\"disabled\"}");
    JsonNode json = user.get("/v3/aggregation/accounts/" + account).json();
    assertThat(json.path("data_access").asText()).isEqualTo("disabled");
    assertThat(json.has("balance")).isFalse();
    assertThat(json.has("iban")).isFalse();
    assertThat(readAll(user, TRANSACTIONS + "?limit=500"))
        .noneMatch(row -> row.path("account_id").asLong() == account);
  }

  @Test
  void namesCategoriesInTheLanguageAskedFor() {
    Caller application = Caller.application(sandbox);
    String path = "/v3/aggregation/categories/235";
    assertThat(application.get(path).json().path("name").asText()).isEqualTo("Hairdresser");
    assertThat(application.with("Accept-Language", "fr").get(path).json().path("name").asText())
        .isEqualTo("Coiffeur");
    assertThat(application.get(path).json().path("parent_id").asInt()).isEqualTo(315);
    assertThat(application.get("/v3/aggregation/categories").json().path("resources"))
        .allMatch(top -> top.path("categories").isArray());
  }

  @Test
  void describesProvidersAsDocumented() {
    Caller application = Caller.application(sandbox);
    JsonNode bank = application.get("/v3/providers/574").json();
    assertThat(bank.path("name").asText()).isEqualTo("Demo Bank");
    assertThat(bank.path("country_code").asText()).isEqualTo("FR");
    String logo = bank.at("/images/logo").asText();
    assertThat(application.get(logo.substring(sandbox.baseUri().toString().length())).body())
        .startsWith("<svg");
    assertThat(readAll(application, "/v3/providers?limit=6&country_code=FR"))
        .hasSizeGreaterThan(14);
    assertThat(readAll(application, "/v3/providers?country_code=DE")).isEmpty();
  }

  @Test
  void aMillionTransactionsArePagedWithoutKeepingThem() {
    admin.put("/admin/switches", "{\"transactions_per_item\":1000000}");
    Caller user = Caller.newUser(sandbox);
    user.connect("success");
    long start = System.nanoTime();
    String next = TRANSACTIONS + "?limit=500";
    for (int i = 0; i < 20; i++) {
      JsonNode page = user.get(next).json();
      assertThat(page.path("resources")).hasSize(500);
      next = page.at("/pagination/next_uri").asText();
    }
    assertThat((System.nanoTime() - start) / 20_000_000).as("ms a page").isLessThan(300);
  }
}
