package bankapi.acceptance;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The shape of an answer as it was agreed: {@code src/test/resources/golden/<name>.json}, compared
 * as a tree. What differs from run to run is written there as {@code ${json-unit.any-string}} and
 * the like.
 */
final class Golden {
  private Golden() {}

  static void assertGolden(String name, JsonNode actual) {
    assertThatJson(actual.toString()).as(name).isEqualTo(read(name));
  }

  private static String read(String name) {
    String file = "/golden/" + name + ".json";
    try (InputStream stream = Golden.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new AssertionError(file + " does not exist");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
