package bankapi.acceptance;

import static bankapi.acceptance.AtTheConsoleIT.created;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do about customers: their keys and their sites. */
class CustomerAdminIT extends GatewayIT {

  private AdminSystem operator;

  @BeforeEach
  void login() {
    operator = AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
  }

  @Test
  void aNewCustomersKeyWorksIsRotatedAndRevoked() {
    Answer created = operator.post("api-users", Map.of("email", "new@customer.example"));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    String key = created.json().path("api_user").path("api_key").asText();
    String id = created.json().path("api_user").path("id").asText();
    String first = created.json().path("secret").asText();
    assertThat(whoAmI(key, first).status()).isEqualTo(200);
    assertThat(operator.get("api-users/" + id).body()).doesNotContain(first);

    String second =
        operator.post("api-users/" + id + "/rotate-secret").json().path("secret").asText();
    assertThat(whoAmI(key, first).status()).as("beside the new one").isEqualTo(200);
    assertThat(whoAmI(key, second).status()).isEqualTo(200);
    String third =
        operator
            .post("api-users/" + id + "/rotate-secret?overlap=PT0S")
            .json()
            .path("secret")
            .asText();
    assertThat(whoAmI(key, second).status()).as("a leaked secret ends").isEqualTo(401);

    assertThat(operator.post("api-users/" + id + "/revoke").json().path("active").asBoolean())
        .isFalse();
    assertThat(whoAmI(key, third).status()).isEqualTo(401);
    operator.post("api-users/" + id + "/activate");
    assertThat(whoAmI(key, third).status()).isEqualTo(200);

    JsonNode audit = operator.get("audit?subject=api-user%20" + key).json().path("data");
    assertThat(audit.findValuesAsText("action"))
        .containsExactly(
            "api-user.activate",
            "api-user.revoke",
            "api-user.rotate-secret",
            "api-user.rotate-secret",
            "api-user.create");
    assertThat(audit.findValuesAsText("actor")).containsOnly(Operators.OPERATOR);
  }

  @Test
  void aChangeNamesTheVersionItChanges() {
    JsonNode user = apiUser();
    String path = "api-users/" + user.path("id").asText();
    Map<String, Object> change = Map.of("list_answer", "resources", "multi_site", true);
    assertThat(operator.patch(path, change).status()).isEqualTo(428);
    String tag = operator.get(path).header("ETag").orElseThrow();
    Answer changed = operator.with("If-Match", tag).patch(path, change);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json().path("list_answer").asText()).isEqualTo("resources");
    assertThat(changed.json().path("link_answer").asText()).isEqualTo("object");
    assertThat(changed.json().path("multi_site").asBoolean()).isTrue();
    assertThat(changed.header("ETag").orElseThrow()).isNotEqualTo(tag);
    assertThat(operator.with("If-Match", tag).patch(path, change).status()).isEqualTo(412);
    assertThat(
            operator
                .with("If-Match", changed.header("ETag").orElseThrow())
                .patch(path, Map.of("multi_site", false))
                .status())
        .isEqualTo(200);
    assertThat(operator.with("If-Match", "*").patch(path, Map.of("email", "none")).status())
        .isEqualTo(400);
  }

  @Test
  void aRepeatedRequestMakesNothingTwiceAndTellsNoSecretTwice() {
    String key = UUID.randomUUID().toString();
    String email = "once-" + key + "@customer.example";
    AdminSystem once = operator.with("Idempotency-Key", key);
    Answer first = once.post("api-users", Map.of("email", email));
    Answer again = once.post("api-users", Map.of("email", email));
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().path("api_user").path("id"))
        .isEqualTo(first.json().path("api_user").path("id"));
    assertThat(first.json().path("secret").asText()).hasSize(40);
    assertThat(again.json().path("secret").isNull()).isTrue();
    assertThat(once.post("api-users", Map.of("email", "x" + email)).status()).isEqualTo(409);
    assertThat(operator.get("api-users?email=" + email).json().path("data")).hasSize(1);
  }

  /** Whoever is on the phone says what they know. */
  @Test
  void customersAndTheirSitesAreFoundByAPartOfWhatTheySay() {
    String part = UUID.randomUUID().toString();
    Map<String, String> customer = Map.of("email", "Anne-" + part + "@customer.example");
    String user =
        created(operator.post("api-users", customer)).path("api_user").path("id").asText();
    Map<String, String> wish =
        Map.of(
            "api_user_id",
            user,
            "site_key",
            "Key_" + part,
            "base_url",
            "https://erp-" + part + ".example");
    String site = created(operator.post("sites", wish)).path("site").path("id").asText();
    for (String said : List.of("ANNE-" + part, "key_" + part, "ERP-" + part, part)) {
      assertThat(ids("sites?search=" + said)).as(said).containsExactly(site);
      assertThat(ids("api-users?search=" + said)).as(said).containsExactly(user);
    }
    for (String other : List.of("keyx" + part, part + "x", "%25" + part)) {
      assertThat(ids("sites?search=" + other)).as(other).isEmpty();
      assertThat(ids("api-users?search=" + other)).as(other).isEmpty();
    }
    assertThat(ids("sites?state=suspended&search=" + part)).isEmpty();
  }

  private List<String> ids(String list) {
    return operator.get(list).json().path("data").findValuesAsText("id");
  }

  @Test
  void aSiteIsMadeChangedSuspendedAndActivated() {
    JsonNode user = apiUser();
    Map<String, Object> wish =
        Map.of(
            "api_user_id", user.path("id").asText(),
            "site_key", "erp",
            "base_url", "https://erp.example",
            "webhook_url", "https://hooks.example/in",
            "locale", "en");
    Answer created = operator.post("sites", wish);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.json().path("webhook_secret").asText()).startsWith("whsec_");
    String path = "sites/" + created.json().path("site").path("id").asText();
    assertThat(operator.get(path).json().path("allowed_hosts"))
        .extracting(JsonNode::asText)
        .containsExactly("erp.example", "hooks.example");
    assertThat(operator.post("sites", wish).status()).as("the same again").isEqualTo(409);

    AdminSystem any = operator.with("If-Match", "*");
    Answer changed =
        any.patch(
            path,
            Map.of(
                "allowed_hosts", List.of("erp.example", "HOOKS.example:8443"),
                "webhook_url", "https://hooks.example:8443/in",
                "time_zone", "Indian/Reunion",
                "email", "ops@erp.example"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json().path("time_zone").asText()).isEqualTo("Indian/Reunion");
    assertThat(any.patch(path, Map.of("email", "")).json().path("email").isNull()).isTrue();
    for (Map<String, ?> wrong :
        List.of(
            Map.of("allowed_hosts", List.of("other.example")), // its own addresses would be outside
            Map.of("webhook_url", "https://evil.example/"),
            Map.of("base_url", "https://evil.example/"),
            Map.of("base_url", "ftp://erp.example/"),
            Map.of("base_url", ""),
            Map.of("time_zone", "Nowhere/City"),
            Map.of("allowed_hosts", List.of("a b")),
            Map.of("locale", "de"))) {
      assertThat(any.patch(path, wrong).status()).as(wrong.toString()).isEqualTo(400);
    }
    Answer moved =
        any.patch(
            path,
            Map.of(
                "base_url", "https://new.example/erp",
                "allowed_hosts", List.of("new.example"),
                "webhook_url", "https://new.example/in"));
    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    assertThat(moved.json().path("base_url").asText()).isEqualTo("https://new.example/erp");
    assertThat(moved.json().path("allowed_hosts"))
        .extracting(JsonNode::asText)
        .containsExactly("new.example");
    assertThat(operator.post(path + "/suspend").json().path("state").asText())
        .isEqualTo("suspended");
    assertThat(operator.post(path + "/activate").json().path("state").asText()).isEqualTo("active");
    assertThat(operator.post(path + "/rotate-webhook-secret").json().path("secret").asText())
        .startsWith("whsec_");
  }

  private JsonNode apiUser() {
    return operator
        .post("api-users", Map.of("email", "test@customer.example"))
        .json()
        .path("api_user");
  }

  private Answer whoAmI(String key, String secret) {
    return gateway
        .authorizedBy("token " + key + ":" + secret)
        .get("frappe.auth.get_logged_user", Map.of());
  }
}
