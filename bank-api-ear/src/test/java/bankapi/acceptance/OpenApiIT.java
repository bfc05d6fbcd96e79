package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The OpenAPI document that is served describes what is served. */
class OpenApiIT extends GatewayIT {

  private static final Path README = Path.of("../README.md");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Map<String, ?> EXAMPLES =
      Map.of(
          "item",
          12,
          "account",
          34,
          "savings",
          35,
          "accounts",
          List.of(34, 35),
          "request",
          "019b8d99-697b-7ec2-8ba0-e47f4563fea5",
          "id",
          "019b8d99-697b-7ec2-8ba0-e47f4563fea6",
          "end",
          "2026-01-02T03:04:05.678Z");
  private static final Pattern METHOD = Pattern.compile("(?m)^\\| `((?:bridge|webhooks)\\.\\w+)` ");
  private static final String ADMIN = "/api/admin/v1/";
  private static final String SITES = "/api/method/bank_api.";

  private JsonNode document() {
    Answer answer = gateway.asGuest().path("/console/openapi.json");
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void isOpenApi31() {
    assertThat(document().path("openapi").asText()).startsWith("3.1");
    assertThat(document().path("info").path("title").asText()).isEqualTo("Bank API");
  }

  /** Payara would make one of its own, which knows less and is open to everybody as well. */
  @Test
  void isTheOnlyOne() {
    Answer other = gateway.asGuest().path("/openapi");
    assertThat(other.status()).isLessThan(500);
    assertThat(other.body()).doesNotContain("/api/admin");
  }

  @Test
  void namesTheSitesMethodsOfTheReadme() throws IOException {
    Set<String> readme =
        METHOD
            .matcher(Files.readString(README))
            .results()
            .map(found -> SITES + found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> described = new TreeSet<>();
    document().path("paths").fieldNames().forEachRemaining(described::add);
    described.removeIf(path -> !path.startsWith(SITES));
    assertThat(described).hasSizeGreaterThan(10).isEqualTo(readme);
  }

  @Test
  void saysOfEachOperationWhatItDoesUnderAnIdOfItsOwn() {
    List<String> ids = new ArrayList<>();
    JsonNode paths = document().path("paths");
    paths
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .forEach(
                        operation -> {
                          assertThat(operation.path("summary").asText())
                              .as(path.getKey())
                              .isNotBlank();
                          ids.add(operation.path("operationId").asText());
                        }));
    assertThat(ids).hasSizeGreaterThan(60).doesNotHaveDuplicates();
  }

  @Test
  void describesWhatIsTakenAndGivenByItsNamesOnTheWire() {
    JsonNode site = document().path("components").path("schemas").path("SiteDetails");
    assertThat(site.path("properties").has("allowed_hosts")).isTrue();
    JsonNode accounts =
        document().path("paths").path(SITES + "bridge.get_bank_accounts").path("post");
    assertThat(accounts.path("parameters").findValuesAsText("$ref"))
        .contains("#/components/parameters/this_item_id");
  }

  @Test
  void saysOfEachOperationHowItFails() {
    document()
        .path("paths")
        .fields()
        .forEachRemaining(
            path -> {
              String failure = path.getKey().startsWith("/api/admin/") ? "Problem" : "Failure";
              if (path.getKey().matches("/api/(admin|method)/.*")) {
                assertThat(path.getValue().findPath("responses").at("/default/$ref").asText())
                    .as(path.getKey())
                    .isEqualTo("#/components/responses/" + failure);
              }
            });
  }

  /** What is on its way, or was taken back, is not sent again. */
  @Test
  void namesTheStatesThatEachMethodTakes() {
    assertThat(statesOf("webhooks.get_deliveries"))
        .containsExactlyInAnyOrder("pending", "delivered", "dead", "cancelled");
    assertThat(statesOf("webhooks.replay")).containsExactlyInAnyOrder("delivered", "dead");
  }

  private List<String> statesOf(String method) {
    JsonNode parameters = document().path("components").path("parameters");
    List<String> states = new ArrayList<>();
    document()
        .path("paths")
        .path(SITES + method)
        .path("post")
        .path("parameters")
        .findValuesAsText("$ref")
        .forEach(
            ref -> {
              JsonNode parameter = parameters.path(ref.substring(ref.lastIndexOf('/') + 1));
              if (parameter.path("name").asText().equals("state")) {
                parameter.path("schema").path("enum").forEach(s -> states.add(s.asText()));
              }
            });
    return states;
  }

  /** What the contract tests of methods, data, errors and webhooks were seen to be answered. */
  @Test
  void describesWhatWasAgreed() throws IOException {
    OpenApiShapes shapes = new OpenApiShapes(document());
    assertThat(agreed()).hasSizeGreaterThan(60).allSatisfy(golden -> describes(shapes, golden));
  }

  /** Which no agreed file has: they differ from call to call. */
  @Test
  void describesWhatSitesHearOfTheirWebhooks() {
    OpenApiShapes shapes = new OpenApiShapes(document());
    Customer customer = customer();
    customer.gateway().call("get_bridge_connect_link", site.linkArguments(customer.site(), "u"));
    String url = site.base() + "/hook?test=" + UUID.randomUUID();
    JsonNode tested = answered(shapes, customer, "test", Map.of("webhook_url", url));
    connected(customer, newUser());
    Awaitility.await()
        .until(
            () ->
                !answered(shapes, customer, "get_deliveries", Map.of("state", "delivered"))
                    .path("deliveries")
                    .isEmpty());
    JsonNode list = answered(shapes, customer, "get_deliveries", Map.of("state", "delivered"));
    Map<String, Object> one = Map.of("id", list.path("deliveries").path(0).path("id").asText());
    JsonNode told = answered(shapes, customer, "get_deliveries", one);
    assertThat(told.path("deliveries").path(0).path("attempt_log")).isNotEmpty();
    answered(shapes, customer, "replay", one);
    answered(shapes, customer, "replay", Map.of("since", "2026-01-01"));
    assertThat(tested.path("delivered").asBoolean()).isTrue();
  }

  private static JsonNode answered(
      OpenApiShapes shapes, Customer customer, String method, Map<String, ?> arguments) {
    String path = SITES + "webhooks." + method;
    Answer answer = customer.gateway().form("bank_api.webhooks." + method, arguments);
    fits(shapes, shapes.ofAnswer(path), answer.json());
    return answer.message();
  }

  @Test
  void describesAProblem() {
    Answer guest = gateway.asGuest().path("/api/admin/v1/sites");
    assertThat(guest.status()).isEqualTo(401);
    fits(new OpenApiShapes(document()), "/components/schemas/Problem", guest.json());
  }

  /** Every list and figure, with something in the most of them. */
  @Test
  void describesWhatOperatorsAreAnswered() {
    connected();
    AdminSystem operator = AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
    OpenApiShapes shapes = new OpenApiShapes(document());
    List<String> answered = new ArrayList<>();
    shapes
        .document()
        .path("paths")
        .fields()
        .forEachRemaining(
            path -> {
              String name = path.getKey();
              if (name.startsWith(ADMIN) && !name.contains("{") && path.getValue().has("get")) {
                String needed = wantsASpan(name) ? "?from=2026-01-01T00:00:00Z" : "";
                Answer answer = operator.get(name.substring(ADMIN.length()) + needed);
                assertThat(shapes.complaints(shapes.ofList(name), answer.json()))
                    .as(name + " " + answer.body())
                    .isEmpty();
                answered.add(name);
              }
            });
    assertThat(answered).hasSizeGreaterThan(15);
  }

  /** A list is asked with each of its arguments as it may be, and as it may not. */
  @Test
  void saysOfTheArgumentsOfListsWhatTheyMayBe() {
    AdminSystem operator = AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
    JsonNode paths = document().path("paths");
    List<String> refused = new ArrayList<>();
    paths
        .fieldNames()
        .forEachRemaining(
            path -> {
              if (path.startsWith(ADMIN) && !path.contains("{")) {
                for (JsonNode argument : paths.path(path).path("get").path("parameters")) {
                  String question = path.substring(ADMIN.length()) + "?" + required(path, argument);
                  String name = argument.path("name").asText();
                  JsonNode shape = argument.path("schema");
                  shape
                      .path("enum")
                      .forEach(
                          value ->
                              assertThat(operator.get(question + name + "=" + value.asText()))
                                  .extracting(Answer::status)
                                  .as(question + name + "=" + value.asText())
                                  .isEqualTo(200));
                  if (shape.has("enum") || shape.has("$ref")) {
                    Answer answer = operator.get(question + name + "=of-no-shape");
                    assertThat(answer.status()).as(question + name).isEqualTo(400);
                    assertThat(answer.json().path("errors").path(0).path("field").asText())
                        .isEqualTo(name);
                    refused.add(path + " " + name);
                  }
                }
              }
            });
    assertThat(refused).hasSizeGreaterThan(40);
  }

  /** The argument without which a list is not given, where it is another one. */
  private static String required(String path, JsonNode argument) {
    boolean needed = wantsASpan(path) && !argument.path("required").asBoolean();
    return needed ? "from=2026-01-01T00:00:00Z&" : "";
  }

  private static boolean wantsASpan(String path) {
    return path.matches(".*/(replayable|cancellable|redoable)");
  }

  @Test
  void saysWhereAnIdempotencyKeyIsTaken() {
    Set<String> taking = new TreeSet<>();
    document()
        .path("paths")
        .fields()
        .forEachRemaining(
            path -> {
              if (path.getValue().findValuesAsText("name").contains("Idempotency-Key")) {
                taking.add(path.getKey().substring(ADMIN.length()));
              }
            });
    assertThat(taking)
        .containsExactly(
            "api-users",
            "deliveries/cancel",
            "deliveries/replay",
            "events/redo",
            "sites",
            "sites/{id}/users/delete");
  }

  private static void fits(OpenApiShapes shapes, String shape, JsonNode body) {
    assertThat(shapes.complaints(shape, body)).as(body.toString()).isEmpty();
    assertThat(OpenApiShapes.names(body)).isSubsetOf(shapes.namesIn(shape));
  }

  private static void describes(OpenApiShapes shapes, String golden) {
    JsonNode example = Golden.example(golden, EXAMPLES);
    String name = golden.replaceFirst("^\\w+/", "");
    String shape =
        switch (golden.replaceFirst("/.*", "")) {
          case "method" -> shapes.ofAnswer(path(shapes, name));
          case "webhook" -> shapes.ofWebhook(name);
          default -> "/components/schemas/FrappeError";
        };
    JsonNode body = golden.startsWith("error/") ? example.path("body") : example;
    if (golden.matches("method/(get_bank_\\w+|get_single_bank).*")) {
      // Bridge may add fields
      assertThat(shapes.complaints(shape, body)).isEmpty();
    } else {
      fits(shapes, shape, body);
    }
  }

  private static List<String> agreed() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> GOLDEN.relativize(file).toString().replaceFirst("\\.json$", ""))
          .sorted()
          .toList();
    }
  }

  /** The path of the method that a file is named after. */
  private static String path(OpenApiShapes shapes, String name) {
    String method = name.startsWith("link") ? "get_bridge_connect_link" : name.split("-")[0];
    List<String> paths = new ArrayList<>();
    shapes.document().path("paths").fieldNames().forEachRemaining(paths::add);
    return paths.stream()
        .filter(path -> path.startsWith("/api/method/"))
        .filter(path -> path.endsWith("/" + method) || path.endsWith("." + method))
        .min(Comparator.comparingInt(String::length))
        .orElseThrow();
  }
}
