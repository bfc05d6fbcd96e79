package bankapi.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.sandbox.Caller;
import bankapi.sandbox.SandboxTest;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class AdminApiTest extends SandboxTest {

  @Test
  void recordsCallsWithTheirUserButNoSecrets() {
    Caller user = Caller.newUser(sandbox);
    admin.delete("/admin/calls");
    user.with("Accept-Language", "fr").get("/v3/aggregation/accounts?limit=3");
    user.post("/v3/aggregation/authorization/token", "{}");
    JsonNode calls = admin.get("/admin/calls?method=get&path=/v3").json();
    assertThat(calls.path("count").asInt()).isEqualTo(1);
    assertThat(calls.path("total").asInt()).isEqualTo(2);
    JsonNode call = calls.at("/calls/0");
    assertThat(call.path("query").asText()).isEqualTo("limit=3");
    assertThat(call.path("accept_language").asText()).isEqualTo("fr");
    assertThat(call.path("status").asInt()).isEqualTo(200);
    assertThat(call.path("user").asText())
        .isEqualTo(admin.get("/admin/users").json().at("/0/uuid").asText());
  }

  @Test
  void aResetForgetsEverythingButGivesNoIdTwice() {
    long before = Caller.newUser(sandbox).connect("success");
    admin.put("/admin/faults", "[{\"match\":\"/v3\",\"kind\":\"empty\"}]");
    admin.put("/admin/switches", "{\"rate_limits\":true}");
    admin.post("/admin/clock", "{\"advance\":\"P1D\"}");
    assertThat(admin.post("/admin/reset", "").status()).isEqualTo(204);
    assertThat(admin.get("/admin/items").json()).isEmpty();
    assertThat(admin.get("/admin/users").json()).isEmpty();
    assertThat(admin.get("/admin/faults").json()).isEmpty();
    assertThat(admin.get("/admin/webhooks").json()).isEmpty();
    assertThat(admin.get("/admin/switches").json().path("rate_limits").asBoolean()).isFalse();
    assertThat(admin.get("/admin/clock").json().path("ahead").asText()).isEqualTo("PT0S");
    assertThat(Caller.newUser(sandbox).connect("success")).isGreaterThan(before);
  }

  @Test
  void makesAnItemWithoutAPerson() {
    Caller user = Caller.newUser(sandbox);
    String uuid = admin.get("/admin/users").json().at("/0/uuid").asText();
    JsonNode item =
        admin.post("/admin/items", "{\"user_uuid\":\"" + uuid + "\",\"provider_id\":601}").json();
    JsonNode read = user.get("/v3/aggregation/items/" + item.path("id").asLong()).json();
    assertThat(read.path("provider_id").asInt()).isEqualTo(601);
  }

  @Test
  void isNotForOthers() {
    assertThat(AdminApi.isLoopback("127.0.0.1")).isTrue();
    assertThat(AdminApi.isLoopback("::1")).isTrue();
    assertThat(AdminApi.isLoopback("192.168.1.7")).isFalse();
    assertThat(AdminApi.isLoopback("203.0.113.9")).isFalse();
    assertThat(admin.with("Sec-Fetch-Site", "cross-site").get("/admin/items").status())
        .isEqualTo(403);
    assertThat(admin.with("Sec-Fetch-Site", "none").get("/admin/items").status()).isEqualTo(200);
  }

  @Test
  void unknownLeversAreRefused() {
    assertThat(admin.put("/admin/switches", "{\"rate_limit\":true}").status()).isEqualTo(400);
    assertThat(admin.post("/admin/clock", "{\"advance\":\"-PT1H\"}").status()).isEqualTo(400);
    assertThat(admin.post("/admin/items/1/refresh", "{}").status()).isEqualTo(404);
  }
}
