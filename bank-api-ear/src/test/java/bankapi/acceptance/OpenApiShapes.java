package bankapi.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The shapes of an OpenAPI 3.1 document, which are those of JSON Schema 2020-12. Each is named by
 * where it stands in the document (RFC 6901).
 */
record OpenApiShapes(JsonNode document) {
  private static final String JSON = "/content/application~1json/schema";

  /** Of what a path answers to POST when all is well. */
  String ofAnswer(String path) {
    return resolved("/paths/" + path.replace("/", "~1") + "/post/responses/200") + JSON;
  }

  /** Of what a path answers to GET when all is well. */
  String ofList(String path) {
    return "/paths/" + path.replace("/", "~1") + "/get/responses/200" + JSON;
  }

  /** Of what a webhook posts. */
  String ofWebhook(String name) {
    return resolved("/webhooks/" + name + "/post/requestBody") + JSON;
  }

  private String resolved(String place) {
    String reference = document.at(place).path("$ref").asText();
    return reference.isEmpty() ? place : reference.substring(1);
  }

  /** Why a value has not this shape; empty where it has. */
  List<String> complaints(String shape, JsonNode value) {
    ObjectNode schema = document.deepCopy();
    schema.put("$ref", "#" + shape);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema)
        .validate(value)
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** The names of all fields in a value. */
  static Set<String> names(JsonNode value) {
    Set<String> names = new HashSet<>();
    value
        .fields()
        .forEachRemaining(
            field -> {
              names.add(field.getKey());
              names.addAll(names(field.getValue()));
            });
    if (value.isArray()) {
      value.forEach(element -> names.addAll(names(element)));
    }
    return names;
  }

  /** The names of all fields that a shape knows. */
  Set<String> namesIn(String shape) {
    Set<String> names = new HashSet<>();
    collect(document.at(shape), names, new HashSet<>());
    return names;
  }

  private void collect(JsonNode schema, Set<String> names, Set<String> seen) {
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    String reference = schema.path("$ref").asText();
    if (!reference.isEmpty() && seen.add(reference)) {
      collect(document.at(reference.substring(1)), names, seen);
    }
    schema.forEach(part -> collect(part, names, seen));
  }
}
