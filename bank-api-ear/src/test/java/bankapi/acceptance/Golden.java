package bankapi.acceptance;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer as it was agreed: {@code src/test/resources/golden/<name>.json}, compared as a tree,
 * whole. A value that the test knows only when it runs is written there as {@code "<name>"}; of
 * what nobody can know, such as times, the kind is given: {@code ${json-unit.any-string}} and the
 * like.
 */
final class Golden {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Golden() {}

  static void assertGolden(String name, JsonNode actual) {
    assertGolden(name, actual, Map.of());
  }

  /**
   * @param known what stands in the file for {@code "<name>"}
   */
  static void assertGolden(String name, JsonNode actual, Map<String, ?> known) {
    assertThatJson(actual.toString())
        .as(name)
        .isEqualTo(filledIn("/golden/" + name + ".json", known));
  }

  /** A value such as is agreed; where only a kind is given, it stands for itself. */
  static JsonNode example(String name, Map<String, ?> known) {
    try {
      return JSON.readTree(
          filledIn("/golden/" + name + ".json", known).replace("${json-unit.regex}", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the tests' with what the test knows filled in. */
  static String filledIn(String file, Map<String, ?> known) {
    String text = read(file);
    for (Map.Entry<String, ?> entry : known.entrySet()) {
      String value = JSON.valueToTree(entry.getValue()).toString();
      text = text.replace("\"<" + entry.getKey() + ">\"", value);
    }
    return text;
  }

  private static String read(String file) {
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
