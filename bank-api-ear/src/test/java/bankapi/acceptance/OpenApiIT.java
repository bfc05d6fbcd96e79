package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The OpenAPI document that is served describes what is served. */
class OpenApiIT extends GatewayIT {

  private static final Path README = Path.of("../README.md");
  private static final Pattern METHOD = Pattern.compile("(?m)^\\| `((?:bridge|webhooks)\\.\\w+)` ");
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
    assertThat(accounts.path("parameters").findValuesAsText("name")).contains("item_id");
  }
}
