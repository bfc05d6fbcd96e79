package bankapi.sandbox.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.sandbox.Caller;
import bankapi.sandbox.Caller.Reply;
import bankapi.sandbox.SandboxTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictnessTest extends SandboxTest {

  private static final String V3 = "/v3/aggregation";
  private static final String SESSIONS = V3 + "/connect-sessions";

  private static void refused(Reply reply, int status, String code) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.errorCode()).isEqualTo(code);
  }

  @Test
  void refusesAMissingOrOtherVersion() {
    Caller application = Caller.application(sandbox);
    refused(application.with("Bridge-Version", "").get(V3 + "/users"), 400, "invalid_request");
    refused(
        application.with("Bridge-Version", "2021-06-01").get(V3 + "/users"),
        400,
        "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Client-Id", "Client-Secret"})
  void refusesMissingOrWrongApplicationCredentialsEverywhere(String header) {
    Caller user = Caller.newUser(sandbox);
    for (String path : new String[] {"/v3/providers", V3 + "/users", V3 + "/items"}) {
      refused(user.with(header, "").get(path), 401, "invalid_client_credentials");
      refused(user.with(header, "wrong").get(path), 401, "invalid_client_credentials");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Basic abc", "Bearer a b"})
  void refusesABearerThatIsNone(String header) {
    refused(
        Caller.application(sandbox).with("Authorization", header).get(V3 + "/items"),
        401,
        "invalid_authorization_header");
  }

  @Test
  void refusesAnUnknownToken() {
    refused(
        Caller.application(sandbox).with("Authorization", "Bearer nobody").get(V3 + "/items"),
        401,
        "expired_token");
  }

  @Test
  void aTokenEndsAfterTwoHoursWithTheConfiguredCode() {
    Caller user = Caller.newUser(sandbox);
    admin.put("/admin/switches", "{\"expired_token_code\":\"some.code\"}");
    admin.post("/admin/clock", "{\"advance\":\"PT1H59M\"}");
    assertThat(user.get(V3 + "/items").status()).isEqualTo(200);
    admin.post("/admin/clock", "{\"advance\":\"PT1M1S\"}");
    refused(user.get(V3 + "/items"), 401, "some.code");
  }

  @Test
  void aTokenIsCreatedByUuidOrExternalIdButNotForAnUnknownUser() {
    Caller application = Caller.application(sandbox);
    String external = Caller.anyId();
    String token = V3 + "/authorization/token";
    String uuid =
        application
            .post(V3 + "/users", "{\"external_user_id\":\"" + external + "\"}")
            .json()
            .path("uuid")
            .asText();
    Reply byExternal = application.post(token, "{\"external_user_id\":\"" + external + "\"}");
    assertThat(byExternal.status()).isEqualTo(201);
    assertThat(byExternal.json().at("/user/uuid").asText()).isEqualTo(uuid);
    assertThat(byExternal.json().path("access_token").asText())
        .matches("[0-9a-f]{40}-[0-9a-f-]{36}");
    assertThat(application.post(token, "{\"user_uuid\":\"" + uuid + "\"}").status()).isEqualTo(201);
    refused(
        application.post(token, "{\"user_uuid\":\"" + Caller.anyId() + "\"}"),
        401,
        "user.authentication.unauthorized");
    refused(application.post(token, "{}"), 400, "invalid_request");
  }

  @Test
  void anExternalIdIsTakenOnceAndFindsItsUser() {
    Caller application = Caller.application(sandbox);
    String external = Caller.anyId();
    String body = "{\"external_user_id\":\"" + external + "\"}";
    assertThat(application.post(V3 + "/users", body).status()).isEqualTo(201);
    refused(
        application.post(V3 + "/users", body),
        409,
        "users.creation.already_exists_with_external_user_id");
    Reply found = application.get(V3 + "/users?external_user_id=" + external);
    assertThat(found.json().path("resources")).hasSize(1);
    assertThat(application.get(V3 + "/users?external_user_id=x").json().path("resources"))
        .isEmpty();
  }

  @Test
  void aDeletedUserIsGoneWithTokenAndItems() {
    Caller user = Caller.newUser(sandbox);
    user.connect("success");
    String uuid = user.get(V3 + "/users").json().at("/resources/0/uuid").asText();
    assertThat(user.delete(V3 + "/users/" + uuid).status()).isEqualTo(204);
    refused(user.delete(V3 + "/users/" + uuid), 404, "user.not_found");
    refused(user.get(V3 + "/items"), 401, "expired_token");
    assertThat(admin.get("/admin/items").json()).isEmpty();
  }

  @Test
  void refusesAPostWithoutJsonOrWithBrokenJson() {
    Caller user = Caller.newUser(sandbox);
    refused(user.post(SESSIONS, ""), 415, "unsupported_media_type");
    refused(
        user.send("POST", SESSIONS, "{\"user_email\":\"a@b.c\"}", "text/plain"),
        415,
        "unsupported_media_type");
    refused(user.post(SESSIONS, "{\"user_email\":"), 422, "unprocessable_entity");
    refused(user.post(SESSIONS, "[]"), 400, "invalid_request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; connect_session.user_email_invalid",
        "{\"user_email\":\"nobody\"}; connect_session.user_email_invalid",
        "{\"user_email\":\"a@b.c\",\"context\":\"a_b\"}; connect_session.context_invalid",
        "{\"user_email\":\"a@b.c\",\"context\":\"\"}; connect_session.context_invalid",
        "{\"user_email\":\"a@b.c\",\"account_types\":\"x\"}; connect_session.account_types_invalid",
        "{\"user_email\":\"a@b.c\",\"provider_id\":1}; connect_session.provider_id_invalid",
        "{\"user_email\":\"a@b.c\",\"provider_id\":\"574\"}; invalid_request",
        "{\"user_email\":\"a@b.c\",\"callback_url\":\"nowhere\"};"
            + " connect_session.callback_url_invalid",
        "{\"user_email\":\"a@b.c\",\"user_uuid\":\"x\"}; invalid_request",
      })
  void refusesASessionThatBreaksTheRules(String body, String code) {
    refused(Caller.newUser(sandbox).post(SESSIONS, body), 400, code);
  }

  @Test
  void aContextHasAtMostHundredCharacters() {
    Caller user = Caller.newUser(sandbox);
    String body = "{\"user_email\":\"a@b.c\",\"context\":\"%s\"}";
    assertThat(user.post(SESSIONS, body.formatted("a".repeat(100))).status()).isEqualTo(201);
    refused(
        user.post(SESSIONS, body.formatted("a".repeat(101))),
        400,
        "connect_session.context_invalid");
  }

  @Test
  void anItemsFifthManagementSessionInADayIsTooMany() {
    Caller user = Caller.newUser(sandbox);
    long item = user.connect("success");
    String body = "{\"user_email\":\"a@b.c\",\"item_id\":" + item + "}";
    IntStream.range(0, 4)
        .forEach(i -> assertThat(user.post(SESSIONS, body).status()).isEqualTo(201));
    Reply fifth = user.post(SESSIONS, body);
    refused(fifth, 429, "too_many_requests");
    assertThat(fifth.header("Retry-After")).isEmpty();
    refused(Caller.newUser(sandbox).post(SESSIONS, body), 404, "item.not_found");
  }

  @Test
  void anothersItemAccountAndTransactionDoNotExist() {
    Caller owner = Caller.newUser(sandbox);
    long item = owner.connect("success");
    Caller other = Caller.newUser(sandbox);
    Reply reply = other.get(V3 + "/items/" + item);
    refused(reply, 404, "item.not_found");
    assertThat(reply.json().at("/errors/0/message").asText())
        .matches("Item \\d+ not found for user [0-9a-f-]{36}");
    refused(other.delete(V3 + "/items/" + item), 404, "item.not_found");
    String account = owner.get(V3 + "/accounts").json().at("/resources/0/id").asText();
    refused(other.get(V3 + "/accounts/" + account), 404, "account.not_found");
    String row = owner.get(V3 + "/transactions").json().at("/resources/0/id").asText();
    assertThat(owner.get(V3 + "/transactions/" + row).json().path("id").asText()).isEqualTo(row);
    refused(other.get(V3 + "/transactions/" + row), 404, "transaction.not_found");
    assertThat(other.get(V3 + "/accounts?item_id=" + item).json().path("resources")).isEmpty();
  }

  @Test
  void thereIsNoRefreshEndpointUnlessSwitchedOn() {
    Caller user = Caller.newUser(sandbox);
    String refresh = V3 + "/items/" + user.connect("success") + "/refresh";
    refused(user.post(refresh, ""), 404, "not_found");
    admin.put("/admin/switches", "{\"refresh_endpoint\":true}");
    assertThat(user.post(refresh, "").status()).isEqualTo(202);
  }

  @Test
  void limitsHoldOnlyWhenSwitchedOn() {
    Caller user = Caller.newUser(sandbox);
    for (int i = 0; i < 70; i++) {
      assertThat(user.get(V3 + "/items").status()).isEqualTo(200);
    }
    admin.put("/admin/switches", "{\"rate_limits\":true,\"retry_after\":7}");
    for (int i = 0; i < 60; i++) {
      assertThat(user.get(V3 + "/items").status()).isEqualTo(200);
    }
    Reply tooMany = user.get(V3 + "/items");
    refused(tooMany, 429, "too_many_requests");
    assertThat(tooMany.header("Retry-After")).isEqualTo("7");
    assertThat(Caller.newUser(sandbox).get(V3 + "/items").status()).isEqualTo(200);
    admin.post("/admin/clock", "{\"advance\":\"PT61S\"}");
    assertThat(user.get(V3 + "/items").status()).isEqualTo(200);
  }

  @Test
  void anUnknownPathIsNotFound() {
    refused(Caller.application(sandbox).get("/v3/aggregation/providers"), 404, "not_found");
    refused(Caller.application(sandbox).get("/v3/providers/1"), 404, "not_found");
  }
}
