package bankapi.sandbox.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Predicate;

/** A JSON object of a request; members of a wrong type are refused, unknown ones ignored. */
record Body(JsonNode node) {

  Optional<String> text(String name) {
    return member(name, JsonNode::isTextual).map(JsonNode::textValue);
  }

  Optional<Long> integer(String name) {
    return member(name, JsonNode::isIntegralNumber).map(JsonNode::longValue);
  }

  boolean flag(String name, boolean otherwise) {
    return member(name, JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(otherwise);
  }

  private Optional<JsonNode> member(String name, Predicate<JsonNode> type) {
    JsonNode member = node.path(name);
    if (member.isMissingNode() || member.isNull()) {
      return Optional.empty();
    }
    if (!type.test(member)) {
      throw ApiError.invalid("invalid_request", "Invalid body content", name);
    }
    return Optional.of(member);
  }
}
