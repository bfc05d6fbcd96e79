package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How operators get in, and how nobody else does. */
class OperatorIT extends GatewayIT {

  private final AdminSystem guest = AdminSystem.at(gateway);

  @Test
  void anOperatorOfTheServersRealmLogsInAndOut() {
    Answer login = guest.tryLogin(Operators.OPERATOR, Operators.PASSWORD);
    assertThat(login.status()).as(login.body()).isEqualTo(201);
    assertThat(login.json().path("operator").asText()).isEqualTo(Operators.OPERATOR);
    assertThat(login.body()).doesNotContain(AdminSystem.cookie(login).replaceAll(".*=", ""));

    AdminSystem operator = guest.with("Cookie", AdminSystem.cookie(login));
    JsonNode session = operator.get("session").json();
    assertThat(session.path("operator").asText()).isEqualTo(Operators.OPERATOR);
    Instant expires = Instant.parse(session.path("expires_at").asText());
    assertThat(Duration.between(Instant.now(), expires))
        .isBetween(Duration.ofMinutes(13), Duration.ofMinutes(16));

    Answer logout = operator.delete("session");
    assertThat(logout.status()).isEqualTo(204);
    assertThat(logout.header("Set-Cookie").orElse("")).containsIgnoringCase("Max-Age=0");
    assertThat(operator.get("session").status()).isEqualTo(401);
  }

  /** What the realm said of them may be out of date by then. */
  @Test
  void whoLogsInWhileAccessIsEndedIsAskedToDoItAgain() {
    Answer login =
        database.changedWhileWaitedFor(
            "update operator_revocations set times = times + 1 where id = 1",
            () -> guest.tryLogin(Operators.OPERATOR, Operators.PASSWORD));
    assertThat(login.status()).as(login.body()).isEqualTo(409);
    assertThat(login.json().path("detail").asText()).contains("log in again");
    assertThat(login.header("Set-Cookie").orElse("")).doesNotContain("bankapi-operator");
    assertThat(guest.tryLogin(Operators.OPERATOR, Operators.PASSWORD).status()).isEqualTo(201);
  }

  @Test
  void theCookieIsForThisBrowserOnlyAndTheServersOwnSessionIsNotKept() {
    Answer login = guest.tryLogin(Operators.OPERATOR, Operators.PASSWORD);
    String cookie =
        login.headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("bankapi-operator="))
            .findFirst()
            .orElseThrow();
    assertThat(cookie.replace("\"", ""))
        .containsIgnoringCase("HttpOnly")
        .containsIgnoringCase("SameSite=Strict")
        .containsIgnoringCase("Path=/")
        .doesNotContainIgnoringCase("Domain=")
        .doesNotContainIgnoringCase("Secure");
    assertThat(login.header("Cache-Control")).contains("no-store");
    for (String other : login.headers().allValues("Set-Cookie")) {
      if (!other.startsWith("bankapi-operator=")) {
        assertThat(guest.with("Cookie", other.replaceAll(";.*", "")).get("session").status())
            .as(other)
            .isEqualTo(401);
      }
    }
  }

  /** JAX-RS does not look at them when it finds the resource. */
  @Test
  void matrixParametersLeadNobodyPastTheDoor() {
    for (String path : new String[] {"/api/admin;x=1/v1/session", "/api/admin/v1;x=1/session"}) {
      Answer crossSite =
          gateway
              .asGuest()
              .send(
                  gateway
                      .asGuest()
                      .request(path)
                      .header("Content-Type", "application/json")
                      .POST(
                          BodyPublishers.ofString(
                              "{\"user\":\"%s\",\"password\":\"%s\"}"
                                  .formatted(Operators.OPERATOR, Operators.PASSWORD))));
      assertThat(crossSite.status()).as(path + " " + crossSite.body()).isEqualTo(403);
      assertThat(crossSite.header("Content-Type").orElse(""))
          .as(path)
          .startsWith("application/problem+json");
      assertThat(crossSite.header("Cache-Control")).as(path).contains("no-store");
    }
  }

  @Test
  void aWrongPasswordAnUnknownNameAndAMissingRoleAreOneAnswer() {
    Answer wrong = guest.tryLogin(Operators.OPERATOR, "guess");
    Answer unknown = guest.tryLogin("nobody", Operators.PASSWORD);
    Answer staff = guest.tryLogin(Operators.STAFF, Operators.PASSWORD);
    for (Answer answer : new Answer[] {wrong, unknown, staff}) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(401);
      assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
      assertThat(answer.headers().allValues("Set-Cookie"))
          .noneMatch(c -> c.contains("bankapi-operator"));
      assertThat(answer.json().path("detail").asText())
          .isEqualTo(wrong.json().path("detail").asText());
    }
    // the name is free again after a right password, for the tests beside this one
    guest.login(Operators.OPERATOR, Operators.PASSWORD);
  }

  @Test
  void whoGuessesTooOftenIsLockedOutWithTheRightPasswordToo() {
    int refused = 0;
    Answer answer = guest.tryLogin(Operators.VICTIM, "guess");
    while (answer.status() == 401 && refused < 20) {
      refused++;
      answer = guest.tryLogin(Operators.VICTIM, "guess " + refused);
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(refused).isEqualTo(5);
    assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isBetween(1, 901);
    assertThat(guest.tryLogin(Operators.VICTIM, Operators.PASSWORD).status()).isEqualTo(429);
    assertThat(guest.tryLogin(Operators.VICTIM.toUpperCase(), "guess").status()).isEqualTo(429);
  }

  @Test
  void withoutALoginNothingIsSaid() {
    for (String path : new String[] {"session", "tokens"}) {
      Answer answer = guest.get(path);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.json().path("status").asInt()).isEqualTo(401);
      assertThat(answer.json().path("request_id").asText())
          .isEqualTo(answer.header("X-Request-Id").orElseThrow());
    }
    assertThat(guest.with("Cookie", "bankapi-operator=forged").get("session").status())
        .isEqualTo(401);
    assertThat(guest.with("Cookie", "bankapi-operator=").get("session").status()).isEqualTo(401);
  }

  @Test
  void aSitesKeyOpensNothingHereAndAnOperatorNoMethod() {
    Answer asSite =
        gateway.send(gateway.request("/api/admin/v1/tokens").GET()); // carries the site's key
    assertThat(asSite.status()).isEqualTo(401);
    AdminSystem operator = guest.login(Operators.OPERATOR, Operators.PASSWORD);
    String token = token(operator, "write");
    Answer method =
        gateway.authorizedBy("Bearer " + token).get("frappe.auth.get_logged_user", Map.of());
    assertThat(method.status()).isIn(401, 403);
  }

  @Test
  void anotherSitesPageCannotActForTheOperator() {
    AdminSystem operator = guest.login(Operators.OPERATOR, Operators.PASSWORD);
    Map<String, String> wish = Map.of("name", "forged");
    assertThat(operator.with("X-Requested-With", null).post("tokens", wish).status())
        .isEqualTo(403);
    assertThat(operator.with("Origin", "https://evil.example").post("tokens", wish).status())
        .isEqualTo(403);
    assertThat(operator.with("Origin", "null").post("tokens", wish).status()).isEqualTo(403);
    assertThat(guest.with("X-Requested-With", null).tryLogin("x", "y").status()).isEqualTo(403);
    assertThat(
            operator
                .with("Origin", gateway.base().toString())
                .post("tokens", Map.of("name", "own page"))
                .status())
        .isEqualTo(201);
  }

  @Test
  void aTokenWorksUntilItIsRevokedAndWithinItsScope() {
    AdminSystem operator = guest.login(Operators.OPERATOR, Operators.PASSWORD);
    Answer issued = operator.post("tokens", Map.of("name", "nightly", "scope", "write", "days", 3));
    assertThat(issued.status()).as(issued.body()).isEqualTo(201);
    String secret = issued.json().path("token").asText();
    String id = issued.json().path("view").path("id").asText();
    assertThat(secret).startsWith("bka_");
    AdminSystem script = guest.withToken(secret);
    JsonNode listed = script.get("tokens?operator=" + Operators.OPERATOR + "&limit=500").json();
    assertThat(listed.toString()).contains(id).doesNotContain(secret);

    assertThat(script.post("tokens", Map.of("name", "offspring")).status())
        .as("a token issues no tokens")
        .isEqualTo(403);
    assertThat(script.get("session").status()).isEqualTo(403);

    AdminSystem reader = guest.withToken(token(operator, "read"));
    assertThat(reader.get("tokens").status()).isEqualTo(200);
    assertThat(reader.delete("tokens/" + id).status()).isEqualTo(403);

    assertThat(script.delete("tokens/" + id).status()).isEqualTo(204);
    assertThat(script.get("tokens").status()).isEqualTo(401);
    assertThat(operator.delete("tokens/" + id).status()).as("said again").isEqualTo(204);
  }

  @Test
  void whatATokenDidIsAuditedUnderItsOwnersNameWithTheTokens() {
    AdminSystem operator = guest.login(Operators.OPERATOR, Operators.PASSWORD);
    String name = "by hand " + UUID.randomUUID();
    Answer issued = operator.post("tokens", Map.of("name", name, "scope", "write"));
    AdminSystem script = guest.withToken(issued.json().path("token").asText());
    Answer made = script.post("api-users", Map.of("email", "ops@customer.example"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    String id = made.json().at("/api_user/id").asText();
    String subject = "api-user%20" + made.json().at("/api_user/api_key").asText();
    String site = "audited-" + UUID.randomUUID();
    Map<String, Object> wish =
        Map.of("api_user_id", id, "site_key", site, "base_url", "https://erp.example");
    Answer created = operator.post("sites", wish);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    String siteId = created.json().at("/site/id").asText();
    assertThat(script.post("sites/" + siteId + "/suspend").status()).isEqualTo(200);

    String mine = "audit?actor=" + Operators.OPERATOR + "&subject=";
    assertThat(operator.get(mine + subject).json().at("/data/0/detail").asText())
        .isEqualTo("ops@customer.example, by token " + name);
    assertThat(operator.get(mine + "site%20" + site).json().path("data")).hasSize(2);
    JsonNode entries = operator.get("audit?site_id=" + siteId).json().path("data");
    assertThat(entries.findValuesAsText("detail"))
        .containsExactly("by token " + name, "https://erp.example");
  }

  @Test
  void whatIsWrongIsNamedFieldByField() {
    AdminSystem operator = guest.login(Operators.OPERATOR, Operators.PASSWORD);
    Answer invalid = operator.post("tokens", Map.of("name", " ", "scope", "all", "days", 0));
    assertThat(invalid.status()).as(invalid.body()).isEqualTo(400);
    assertThat(invalid.json().path("errors").findValuesAsText("field"))
        .containsExactly("days", "name", "scope");
    assertThat(operator.post("tokens", Map.of("name", "x", "days", 366)).json().path("errors"))
        .hasSize(1);
    assertThat(fields(operator.post("tokens", Map.of("name", "x", "sope", "write"))))
        .containsExactly("sope");
    assertThat(operator.send("POST", "tokens", "{").status()).isEqualTo(400);
    assertThat(operator.send("POST", "tokens", "[]").status()).isEqualTo(400);
    assertThat(operator.send("POST", "tokens", "{\"name\":{}}").status()).isEqualTo(400);
    assertThat(operator.send("POST", "tokens", "").status()).isEqualTo(400);
    assertThat(
            operator.send("POST", "tokens", "{\"name\":\"" + "x".repeat(70_000) + "\"}").status())
        .isEqualTo(413);
    assertThat(fields(operator.get("tokens?limit=501"))).containsExactly("limit");
    assertThat(fields(operator.get("tokens?limit=many"))).containsExactly("limit");
    assertThat(fields(operator.get("tokens?after=x"))).containsExactly("after");
    assertThat(fields(operator.get("tokens?owner=x"))).containsExactly("owner");
    assertThat(fields(operator.get("tokens?operator=a&operator=b"))).containsExactly("operator");
    assertThat(operator.get("nothing").status()).isEqualTo(404);
    assertThat(operator.get("nothing").json().path("title").asText()).isEqualTo("Not Found");
    assertThat(operator.delete("tokens").status()).isEqualTo(405);
    assertThat(operator.delete("tokens/not-an-id").status()).isEqualTo(404);
  }

  @Test
  void aListGoesOnWhereItsPartEnded() {
    AdminSystem operator = guest.login(Operators.OPERATOR, Operators.PASSWORD);
    String email = "pages-" + UUID.randomUUID() + "@customer.example";
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Answer user = operator.post("api-users", Map.of("email", email));
      assertThat(user.status()).as(user.body()).isEqualTo(201);
      made.add(0, user.json().at("/api_user/id").asText());
      assertThat(operator.post("api-users", Map.of("email", "x" + email)).status()).isEqualTo(201);
    }
    List<String> walked = new ArrayList<>();
    List<Integer> pages = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = operator.get("api-users?limit=2&email=" + email + after).json();
      pages.add(page.path("data").size());
      page.path("data").forEach(user -> walked.add(user.path("id").asText()));
      after = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : null;
    } while (after != null);
    assertThat(pages).containsExactly(2, 2, 1);
    assertThat(walked).as("without those beside them").isEqualTo(made);
  }

  private static List<String> fields(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    return answer.json().path("errors").findValuesAsText("field");
  }

  private static String token(AdminSystem operator, String scope) {
    Answer issued = operator.post("tokens", Map.of("name", "test", "scope", scope));
    assertThat(issued.status()).as(issued.body()).isEqualTo(201);
    return issued.json().path("token").asText();
  }
}
