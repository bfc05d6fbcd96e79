package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The OpenAPI document as the build has made it; OpenApiIT compares it with what is answered. */
class OpenApiDocumentIT {

  private static final Path DOCUMENT = Path.of("target/openapi/openapi.json");
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");
  private static final String NOTHING = "#/components/schemas/Nothing";

  private final JsonObject document = document();

  /** Who may call is said of each operation, and by one name. */
  @Test
  void namesWhoMayCall() {
    Map<String, Set<String>> byCaller = new HashMap<>();
    operations()
        .forEach(
            (operation, described) ->
                byCaller
                    .computeIfAbsent(caller(described), caller -> new TreeSet<>())
                    .add(operation));
    assertThat(byCaller.keySet()).containsExactlyInAnyOrder("site", "operator", "session", "");
    assertThat(byCaller.get("site"))
        .hasSizeGreaterThan(15)
        .allMatch(operation -> operation.startsWith("post /api/method/"));
    assertThat(byCaller.get("operator"))
        .hasSizeGreaterThan(40)
        .allMatch(operation -> operation.contains(" /api/admin/v1/"));
    assertThat(byCaller.get("session"))
        .containsExactly(
            "delete /api/admin/v1/session",
            "get /api/admin/v1/session",
            "post /api/admin/v1/tokens");
    assertThat(byCaller.get(""))
        .containsExactly(
            "get /api/health/live",
            "get /api/health/ready",
            "get /api/health/started",
            "get /api/metrics",
            "post /api/admin/v1/session",
            "post /api/method/frappe.ping",
            "post /api/method/logout",
            "post /api/method/ping",
            "post /api/method/version");
    assertThat(document.getJsonObject("components").getJsonObject("securitySchemes").keySet())
        .containsExactlyInAnyOrder("site", "operator", "session");
  }

  /** A generated client cannot leave it out of a change, and may of what is done to a thing. */
  @Test
  void wantsTheVersionOfWhatIsChanged() {
    Set<String> wanting = new TreeSet<>();
    Set<String> taking = new TreeSet<>();
    Set<String> changing = new TreeSet<>();
    operations()
        .forEach(
            (operation, described) -> {
              if (operation.startsWith("patch ")) {
                changing.add(operation);
              }
              JsonArray parameters = described.getJsonArray("parameters");
              for (JsonValue parameter :
                  parameters == null ? JsonValue.EMPTY_JSON_ARRAY : parameters) {
                JsonObject one = parameter.asJsonObject();
                if (one.getString("name", "").equals("If-Match")) {
                  assertThat(one.getString("in")).as(operation).isEqualTo("header");
                  assertThat(described.getJsonObject("responses").keySet())
                      .as(operation)
                      .contains("412");
                  (one.getBoolean("required", false) ? wanting : taking).add(operation);
                }
              }
            });
    assertThat(wanting).isNotEmpty().isEqualTo(changing);
    assertThat(taking)
        .containsExactly(
            "post /api/admin/v1/api-users/{id}/activate",
            "post /api/admin/v1/api-users/{id}/revoke",
            "post /api/admin/v1/api-users/{id}/rotate-secret",
            "post /api/admin/v1/sites/{id}/activate",
            "post /api/admin/v1/sites/{id}/rotate-webhook-secret",
            "post /api/admin/v1/sites/{id}/suspend",
            "post /api/admin/v1/webhook-targets/{id}/resume",
            "post /api/admin/v1/webhook-targets/{id}/suspend");
  }

  /** Also where an annotation names its values or its length alone. */
  @Test
  void saysOfWhatTypeEachParameterIs() {
    Map<String, JsonObject> parameters = new HashMap<>();
    document
        .getJsonObject("components")
        .getJsonObject("parameters")
        .forEach((name, parameter) -> parameters.put(name, parameter.asJsonObject()));
    operations()
        .forEach(
            (operation, described) -> {
              JsonArray own = described.getJsonArray("parameters");
              for (JsonValue one : own == null ? JsonValue.EMPTY_JSON_ARRAY : own) {
                JsonObject parameter = one.asJsonObject();
                if (parameter.containsKey("name")) {
                  parameters.put(operation + " " + parameter.getString("name"), parameter);
                }
              }
            });
    assertThat(parameters)
        .hasSizeGreaterThan(150)
        .containsKey("get /api/admin/v1/sites state")
        .containsKey("post /api/admin/v1/sites Idempotency-Key")
        .allSatisfy(
            (name, parameter) ->
                assertThat(hasType(parameter.getJsonObject("schema")))
                    .as(name + " " + parameter)
                    .isTrue());
  }

  private boolean hasType(@Nullable JsonObject schema) {
    if (schema == null) {
      return false;
    }
    String reference = schema.getString("$ref", "");
    return reference.isEmpty()
        ? schema.containsKey("type") || schema.containsKey("anyOf") || schema.containsKey("oneOf")
        : hasType(
            document
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1)));
  }

  /** As the records say that become JSON, field by field. */
  @Test
  void saysWhatMayBeNullAndWhatMayNot() {
    Map<String, Class<?>> records = records();
    JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");
    List<String> nullable = new ArrayList<>();
    List<String> never = new ArrayList<>();
    schemas.forEach(
        (name, schema) -> {
          JsonObject fields = schema.asJsonObject().getJsonObject("properties");
          Class<?> type = records.get(name);
          if (fields != null && type != null && fields.keySet().equals(names(type))) {
            for (RecordComponent component : type.getRecordComponents()) {
              String field = SnakeCase.nameOf(component);
              boolean may = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
              assertThat(mayBeNull(fields.getJsonObject(field)))
                  .as(name + " " + field)
                  .isEqualTo(may);
              (may ? nullable : never).add(name + " " + field);
            }
          }
        });
    assertThat(nullable).hasSizeGreaterThan(80).contains("DeliveryView settled_at");
    assertThat(never).hasSizeGreaterThan(80).contains("DeliveryView id");
  }

  private static Set<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(SnakeCase::nameOf)
        .collect(Collectors.toSet());
  }

  private static boolean mayBeNull(JsonObject field) {
    JsonArray either = field.getJsonArray("oneOf");
    return either != null
        && either.stream()
            .anyMatch(one -> one.asJsonObject().getString("$ref", "").equals(NOTHING));
  }

  private Map<String, JsonObject> operations() {
    Map<String, JsonObject> operations = new HashMap<>();
    document
        .getJsonObject("paths")
        .forEach(
            (path, verbs) ->
                verbs
                    .asJsonObject()
                    .forEach(
                        (verb, operation) -> {
                          if (VERBS.contains(verb)) {
                            operations.put(verb + " " + path, operation.asJsonObject());
                          }
                        }));
    assertThat(operations).hasSizeGreaterThan(70);
    return operations;
  }

  private static String caller(JsonObject operation) {
    JsonArray callers = operation.getJsonArray("security");
    if (callers == null || callers.isEmpty()) {
      return "";
    }
    assertThat(callers).as(operation.getString("operationId")).hasSize(1);
    return String.join(" ", callers.getJsonObject(0).keySet());
  }

  /** By their simple names, as the document calls them. */
  private static Map<String, Class<?>> records() {
    Map<String, Class<?>> records = new HashMap<>();
    for (JavaClass one :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("bankapi")) {
      if (one.isRecord()) {
        records.put(one.getSimpleName(), one.reflect());
      }
    }
    return records;
  }

  private static JsonObject document() {
    try (Reader file = Files.newBufferedReader(DOCUMENT);
        JsonReader reader = Json.createReader(file)) {
      return reader.readObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
