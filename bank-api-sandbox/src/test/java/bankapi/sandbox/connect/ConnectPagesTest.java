package bankapi.sandbox.connect;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.sandbox.Caller;
import bankapi.sandbox.Caller.Reply;
import bankapi.sandbox.SandboxTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectPagesTest extends SandboxTest {

  private Reply step(String session, String step, Map<String, String> fields) {
    return admin.form("/connect/session/" + session + "/" + step, fields);
  }

  private int statusOf(Caller user, long item) {
    return user.get("/v3/aggregation/items/" + item).json().path("status").asInt();
  }

  private static long itemIn(String location) {
    Matcher matcher = Pattern.compile("item_id=(\\d+)").matcher(location);
    assertThat(matcher.find()).as(location).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  @Test
  void aPersonClicksThroughAndComesHome() {
    Caller user = Caller.newUser(sandbox);
    String session = user.session("");
    assertThat(admin.get("/connect/session/" + session).body()).contains("data-test=bank-574");
    assertThat(step(session, "bank", Map.of("provider_id", "574")).body()).contains("name=login");
    Reply accounts = step(session, "login", Map.of("login", "success", "password", "x"));
    Matcher account = Pattern.compile("name=account value=(\\d+)").matcher(accounts.body());
    assertThat(account.find()).isTrue();
    Reply home = step(session, "accounts", Map.of("account", account.group(1)));
    assertThat(home.status()).isEqualTo(303);
    assertThat(home.header("Location"))
        .matches(
            "http://127.0.0.1:9/back\\?item_id=\\d+&user_uuid=[0-9a-f-]{36}&success=true"
                + "&source=connect&context=ctx-1");
    JsonNode told = user.get("/v3/aggregation/accounts").json().path("resources");
    assertThat(told).hasSize(10);
    assertThat(told).filteredOn(a -> a.path("data_access").asText().equals("enabled")).hasSize(1);
    assertThat(admin.get("/connect/session/" + session).status()).isEqualTo(410);
  }

  @Test
  void aGivenBankIsNotAskedForAndACodeIsWhenTheLoginSaysSo() {
    Caller user = Caller.newUser(sandbox);
    String session = user.session("\"provider_id\":601,\"allow_account_selection\":false");
    assertThat(admin.get("/connect/session/" + session + "?lang=fr").body())
        .contains("Banque des Deux Rives Paris", "Mot de passe");
    assertThat(step(session, "login", Map.of("login", "otp")).body()).contains("name=code");
    Reply home = step(session, "code", Map.of("code", "123456"));
    assertThat(home.header("Location")).contains("success=true");
    assertThat(statusOf(user, itemIn(home.header("Location")))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "402, 402, bank_creds_form",
    "429, 429, sync_error",
    "1003, 1003, sync_error",
    "1005_CLOSED_ACCOUNT, 1005, sync_error",
    "nonsense, 402, bank_creds_form",
  })
  void aLoginThatFailsSaysSoAndGoesHomeWithTheStep(String login, int status, String stage) {
    Caller user = Caller.newUser(sandbox);
    String session = user.session("\"provider_id\":574");
    assertThat(step(session, "login", Map.of("login", login)).body()).contains("data-test=problem");
    String location = step(session, "leave", Map.of()).header("Location");
    assertThat(location).contains("success=false&step=" + stage + "&source=connect");
    assertThat(statusOf(user, itemIn(location))).isEqualTo(status);
  }

  @Test
  void aRefusedCodeLeavesTheItemWaitingForOne() {
    Caller user = Caller.newUser(sandbox);
    String session = user.session("\"provider_id\":574");
    step(session, "login", Map.of("login", "otp_fail"));
    assertThat(step(session, "code", Map.of("code", "1")).body()).contains("data-test=problem");
    String location = step(session, "leave", Map.of()).header("Location");
    assertThat(location).contains("success=false&step=otp_form");
    assertThat(statusOf(user, itemIn(location))).isEqualTo(1010);
  }

  @Test
  void aWrongLoginCanBeTriedAgainOnTheSameItem() {
    Caller user = Caller.newUser(sandbox);
    String session = user.session("\"provider_id\":574,\"allow_account_selection\":false");
    step(session, "login", Map.of("login", "402"));
    step(session, "retry", Map.of());
    String location = step(session, "login", Map.of("login", "success")).header("Location");
    assertThat(location).contains("success=true");
    assertThat(user.get("/v3/aggregation/items").json().path("resources")).hasSize(1);
  }

  @Test
  void theLanguageCanBeChangedAndThePageLoadedAgainOnEveryStep() {
    String session = Caller.newUser(sandbox).session("\"provider_id\":574");
    String self = "/connect/session/" + session;
    assertThat(step(session, "login", Map.of("login", "otp")).body())
        .contains("href=\"" + self + "?lang=fr\"");
    assertThat(admin.get(self + "?lang=fr").body()).contains("Confirmez votre identité");
    assertThat(admin.get(self + "/login?lang=fr").header("Location")).endsWith(self);
  }

  @Test
  void leavingEarlyTellsNoItem() {
    String session = Caller.newUser(sandbox).session("");
    assertThat(step(session, "leave", Map.of()).header("Location"))
        .matches(
            ".*/back\\?user_uuid=[0-9a-f-]{36}&success=false&step=highlighted_banks"
                + "&source=connect&context=ctx-1");
  }

  @Test
  void aRenewalOnlyAsksForACodeAndHealsTheItem() {
    Caller user = Caller.newUser(sandbox);
    long item = user.connect("success.1010");
    assertThat(statusOf(user, item)).isZero();
    admin.post("/admin/items/" + item + "/refresh", "");
    assertThat(statusOf(user, item)).isEqualTo(1010);
    String session = user.session("\"item_id\":" + item);
    assertThat(admin.get("/connect/session/" + session).body()).contains("name=code");
    String location = step(session, "code", Map.of("code", "1")).header("Location");
    assertThat(itemIn(location)).isEqualTo(item);
    assertThat(statusOf(user, item)).isZero();
  }

  @Test
  void theShortcutDoesTheSameAsAPerson() {
    Caller user = Caller.newUser(sandbox);
    JsonNode done = user.complete(user.session(""), "otp");
    assertThat(done.path("callback").asText())
        .contains("item_id=" + done.path("item_id").asLong(), "success=true", "context=ctx-1");
    JsonNode left =
        user.post("/admin/sessions/" + user.session("") + "/complete", "{\"leave\":true}").json();
    assertThat(left.path("item_id").isNull()).isTrue();
    assertThat(left.path("callback").asText()).contains("success=false");
    JsonNode failed = user.complete(user.session(""), "1003");
    assertThat(failed.path("callback").asText()).contains("success=false&step=sync_error");
    String used = user.session("");
    user.complete(used, "success");
    assertThat(user.post("/admin/sessions/" + used + "/complete", "{}").status()).isEqualTo(409);
  }

  @Test
  void aFirstRefreshCanBeLeftForLater() {
    admin.put("/admin/switches", "{\"first_refresh\":\"manual\"}");
    Caller user = Caller.newUser(sandbox);
    JsonNode done = user.complete(user.session(""), "success");
    assertThat(done.path("callback").asText()).contains("success=false&step=sync_pending");
    long item = done.path("item_id").asLong();
    assertThat(statusOf(user, item)).isEqualTo(-2);
    admin.post("/admin/items/" + item + "/refresh", "{}");
    assertThat(statusOf(user, item)).isZero();
  }

  @Test
  void aLinkGrowsOldAndIsUnknownElsewhere() {
    String session = Caller.newUser(sandbox).session("");
    admin.post("/admin/clock", "{\"advance\":\"PT1H\"}");
    assertThat(admin.get("/connect/session/" + session).status()).isEqualTo(410);
    assertThat(admin.get("/connect/session/" + Caller.anyId()).status()).isEqualTo(404);
    assertThat(admin.get("/connect/session/x").status()).isEqualTo(404);
  }

  @Test
  void theOverviewOfConnectionsLeadsToEachOfThem() {
    Caller user = Caller.newUser(sandbox);
    long item = user.connect("success");
    String url =
        user.post(
                "/v3/aggregation/user-management-sessions",
                "{\"user_email\":\"a@b.c\",\"callback_url\":\"http://127.0.0.1:9/back\"}")
            .json()
            .path("url")
            .asText();
    assertThat(url).contains("/connect/user/");
    String key = url.substring(url.lastIndexOf('/') + 1);
    assertThat(admin.get("/connect/user/" + key).body()).contains("data-test=repair-" + item);
    Reply on = step(key, "manage", Map.of("item_id", Long.toString(item)));
    assertThat(admin.get(on.header("Location")).body()).contains("name=login");
  }
}
