package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an alert.
 *
 * @param state which of the kind's texts says it; empty where there is but one
 * @param path of the console's page to look at
 * @param details what the texts name
 * @param endedAt null while it is not over
 */
public record AlertFacts(
    Alert.Kind kind,
    String state,
    String path,
    Map<String, String> details,
    Instant since,
    @Nullable Instant endedAt) {

  private static final String STATE = "state";
  private static final String PATH = "path";
  private static final String DETAILS = "details";

  static AlertFacts of(Alert alert) {
    JsonObject stored;
    try (JsonReader reader = Json.createReader(new StringReader(alert.details()))) {
      stored = reader.readObject();
    }
    JsonObject details = stored.getJsonObject(DETAILS);
    return new AlertFacts(
        alert.kind(),
        stored.getString(STATE),
        stored.getString(PATH),
        details.keySet().stream().collect(Collectors.toMap(name -> name, details::getString)),
        alert.beganAt(),
        alert.endedAt());
  }

  /** How they are stored with the alert. */
  static String stored(Condition condition) {
    JsonObjectBuilder details = Json.createObjectBuilder();
    condition.details().forEach(details::add);
    return Json.createObjectBuilder()
        .add(STATE, condition.state())
        .add(PATH, condition.path())
        .add(DETAILS, details)
        .build()
        .toString();
  }
}
