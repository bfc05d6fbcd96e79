package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for all of the admin API, by the OpenAPI document of it: nothing is left out. */
class AdminConventionsIT extends GatewayIT {

  private static final String ROOT = "/api/admin/v1/";
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

  private final AdminSystem guest = AdminSystem.at(gateway);
  private AdminSystem operator;

  /**
   * What one path does.
   *
   * @param path below the root, as in the document
   */
  private record Operation(String verb, String path, JsonNode described) {

    boolean takes(String parameter) {
      return described.path("parameters").findValuesAsText("name").contains(parameter);
    }

    Answer by(AdminSystem caller) {
      String address = path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
      return switch (verb) {
        case "get" -> caller.get(address);
        case "delete" -> caller.delete(address);
        default -> caller.send(verb.toUpperCase(Locale.ROOT), address, "{}");
      };
    }

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  @BeforeEach
  void login() {
    operator = guest.login(Operators.OPERATOR, Operators.PASSWORD);
  }

  private List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    gateway
        .asGuest()
        .path("/console/openapi.json")
        .json()
        .path("paths")
        .fields()
        .forEachRemaining(
            path -> {
              if (path.getKey().startsWith(ROOT)) {
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        one -> {
                          if (VERBS.contains(one.getKey())) {
                            all.add(
                                new Operation(
                                    one.getKey(),
                                    path.getKey().substring(ROOT.length()),
                                    one.getValue()));
                          }
                        });
              }
            });
    assertThat(all).hasSizeGreaterThan(50);
    return all;
  }

  @Test
  void everythingButTheLoginIsClosedToGuests() {
    assertThat(operations())
        .filteredOn(one -> !one.toString().equals("post session"))
        .allSatisfy(
            one -> {
              Answer answer = one.by(guest);
              assertThat(answer.status()).as(one + " " + answer.body()).isEqualTo(401);
              assertThat(answer.json().path("title").asText()).isEqualTo("Unauthorized");
            });
  }

  @Test
  void whatNeedsNoNameIsOpenToOperators() {
    assertThat(operations())
        .filteredOn(one -> one.verb().equals("get") && !one.path().contains("{"))
        .filteredOn(one -> !one.path().endsWith("able")) // replayable and its like want a span
        .hasSizeGreaterThan(15)
        .allSatisfy(
            one -> {
              Answer answer = one.by(operator);
              assertThat(answer.status()).as(one + " " + answer.body()).isEqualTo(200);
            });
  }

  @Test
  void everyChangeNamesTheVersionThatItChanges() {
    String user = "api-users/" + apiUser();
    Map<String, String> things = Map.of("api-users/{id}", user, "sites/{id}", "sites/" + site());
    assertThat(operations().stream().filter(one -> one.verb().equals("patch")))
        .extracting(Operation::path)
        .containsExactlyInAnyOrderElementsOf(things.keySet());
    Map<String, String> change = Map.of("email", "changed@customer.example");
    for (String thing : things.values()) {
      assertThat(operator.patch(thing, change).status()).as(thing).isEqualTo(428);
      String read = operator.get(thing).header("ETag").orElseThrow();
      AdminSystem reader = operator.with("If-Match", read);
      Answer changed = reader.patch(thing, change);
      assertThat(changed.status()).as(changed.body()).isEqualTo(200);
      assertThat(changed.header("ETag").orElseThrow()).as(thing).isNotEqualTo(read);
      assertThat(reader.patch(thing, change).status()).as(thing).isEqualTo(412);
    }
  }

  @Test
  void anActionMayNameTheVersionThatItIsMeantFor() {
    List<String> actions =
        operations().stream()
            .filter(one -> one.verb().equals("post") && one.takes("If-Match"))
            .map(Operation::path)
            .sorted()
            .toList();
    assertThat(actions)
        .as("those of addresses have their test in WebhookTargetAdminIT")
        .containsExactly(
            "api-users/{id}/activate",
            "api-users/{id}/revoke",
            "api-users/{id}/rotate-secret",
            "sites/{id}/activate",
            "sites/{id}/rotate-webhook-secret",
            "sites/{id}/suspend",
            "webhook-targets/{id}/resume",
            "webhook-targets/{id}/suspend");
    Map<String, String> things = Map.of("api-users", apiUser(), "sites", site());
    for (String action : actions) {
      String id = things.get(action.replaceAll("/.*", ""));
      if (id != null) {
        String path = action.replace("{id}", id);
        String thing = path.replaceAll("/[^/]*$", "");
        Answer read = operator.get(thing);
        AdminSystem stale = operator.with("If-Match", "\"999\"");
        assertThat(stale.post(path).status()).as(path).isEqualTo(412);
        assertThat(operator.get(thing).json()).as(path).isEqualTo(read.json());
        AdminSystem reader = operator.with("If-Match", read.header("ETag").orElseThrow());
        assertThat(reader.post(path).status()).as(path).isEqualTo(200);
        assertThat(operator.post(path).status()).as(path + " without").isEqualTo(200);
      }
    }
  }

  @Test
  void theRequestsThatMayBeRepeatedAreKnown() {
    assertThat(operations().stream().filter(one -> one.takes("Idempotency-Key")))
        .extracting(Operation::toString)
        .as("each has its test: here, in CustomerAdminIT and AdminIT")
        .containsExactlyInAnyOrder(
            "post api-users",
            "post sites",
            "post sites/{id}/users/delete",
            "post events/redo",
            "post deliveries/replay",
            "post deliveries/cancel");
  }

  @Test
  void aSiteThatIsAskedForTwiceIsMadeOnce() {
    Map<String, String> wish = siteOf(apiUser());
    AdminSystem once = operator.with("Idempotency-Key", UUID.randomUUID().toString());
    JsonNode first = created(once.post("sites", wish));
    JsonNode again = created(once.post("sites", wish));
    assertThat(again.path("site")).isEqualTo(first.path("site"));
    assertThat(first.path("webhook_secret").asText()).startsWith("whsec_");
    assertThat(again.path("webhook_secret").isNull()).as("told once").isTrue();
    assertThat(operator.get("sites?site_key=" + wish.get("site_key")).json().path("data"))
        .hasSize(1);
  }

  @Test
  void eventsThatAreAskedForTwiceAreWorkedOffAgainOnce() {
    Instant from = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    String type = "test." + UUID.randomUUID();
    String body = "{\"type\":\"%s\",\"content\":{},\"timestamp\":1}".formatted(type);
    assertThat(gateway.bridgeWebhook(body, bridge.signature(body)).status()).isEqualTo(200);
    String done = "events?state=done&type=" + type;
    Awaitility.await().until(() -> operator.get(done).json().path("data").size() == 1);
    Map<String, String> span =
        Map.of(
            "from",
            from.toString(),
            "until",
            from.plusSeconds(600).toString(),
            "state",
            "done",
            "type",
            type);
    AdminSystem once = operator.with("Idempotency-Key", UUID.randomUUID().toString());
    Answer first = once.post("events/redo", span);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.json().path("done").asInt()).as(first.body()).isEqualTo(1);
    Awaitility.await().until(() -> operator.get(done).json().path("data").size() == 1);
    Answer again = once.post("events/redo", span);
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    JsonNode audit = operator.get("audit?action=event.redo-many&limit=500").json().path("data");
    assertThat(
            StreamSupport.stream(audit.spliterator(), false)
                .filter(entry -> entry.toString().contains(from.toString())))
        .hasSize(1);
  }

  private String apiUser() {
    Map<String, String> wish = Map.of("email", "conventions@customer.example");
    return created(operator.post("api-users", wish)).at("/api_user/id").asText();
  }

  private String site() {
    return created(operator.post("sites", siteOf(apiUser()))).at("/site/id").asText();
  }

  private static Map<String, String> siteOf(String apiUser) {
    return Map.of(
        "api_user_id",
        apiUser,
        "site_key",
        "site-" + UUID.randomUUID(),
        "base_url",
        "https://erp.example");
  }

  private static JsonNode created(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }
}
