package bankapi.console.boundary;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What the build packed, as it wrote it down: docs/adr/0024-commit-and-libraries.md. */
final class Libraries {

  private static final List<Library> PACKED = read();

  private Libraries() {}

  /** Those of {@code bank-api.ear}, {@code .war} and {@code .jar} together, by group and name. */
  static List<Library> packed() {
    return PACKED;
  }

  private static List<Library> read() {
    try (InputStream in = Libraries.class.getResourceAsStream("libraries.json");
        JsonReader reader = Json.createReader(Objects.requireNonNull(in, "libraries.json"))) {
      return reader.readArray().getValuesAs(JsonObject.class).stream().map(Libraries::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Library of(JsonObject library) {
    JsonArray licences = library.getJsonArray("licences");
    return new Library(
        library.getString("group"),
        library.getString("name"),
        library.getString("version"),
        licences.getValuesAs(JsonString::getString));
  }
}
