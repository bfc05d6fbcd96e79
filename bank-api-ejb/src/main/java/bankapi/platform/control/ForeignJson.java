package bankapi.platform.control;

import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;

/**
 * Reads the JSON of strangers, who may send anything: what is nested deeper than {@value #DEEPEST}
 * levels is refused before the reader, which is recursive, has to do with it.
 */
public final class ForeignJson {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int DEEPEST = 32;

  private ForeignJson() {}

  /**
   * @throws JsonException if it is not JSON, or JSON that nobody here would send
   */
  public static JsonValue read(String text) {
    try {
      refuseDeep(text);
      try (JsonReader reader = JSON.createReader(new StringReader(text))) {
        return reader.readValue();
      }
    } catch (JsonException e) {
      throw e;
    } catch (RuntimeException e) {
      // what a reader says to numbers without end, and to exponents
      throw new JsonException("not readable", e);
    }
  }

  /** Events come one by one, so that depth costs no stack. */
  private static void refuseDeep(String text) {
    try (JsonParser events = JSON.createParser(new StringReader(text))) {
      int depth = 0;
      while (events.hasNext()) {
        switch (events.next()) {
          case START_ARRAY, START_OBJECT -> depth++;
          case END_ARRAY, END_OBJECT -> depth--;
          default -> {}
        }
        if (depth > DEEPEST) {
          throw new JsonException("too deep");
        }
      }
    }
  }
}
