package bankapi.console.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsoleTextsTest {

  private static final Path CONSOLE = Path.of("src/main/webapp/console");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
  private static final Pattern USED = Pattern.compile("\\bt\\('([\\w.-]+)'[,)]");

  private static final Pattern COUNTED = Pattern.compile("\\bplural\\('([\\w.-]+)',");

  /** A number of which something is said. */
  private static final Pattern NUMBER_OF = Pattern.compile("\\{n} \\p{L}");

  /** The same for one and for many. */
  private static final Set<String> UNITS = Set.of("time.ms", "time.s", "run.of");

  /** Jakarta Validation's own. */
  private static final Set<String> OF_VALIDATION =
      Set.of(
          "refusal.blank",
          "refusal.null",
          "refusal.size",
          "refusal.wellFormed",
          "refusal.least",
          "refusal.most");

  private static final Pattern CONFLICT = Pattern.compile("Code\\.CONFLICT,\\s*\"([^\"]+)\"");

  /** Only sites hear these. */
  private static final Set<String> OF_SITES =
      Set.of("The user was deleted meanwhile: ask for the link again");

  private static final Pattern TAG = Pattern.compile("@Tag\\(name = \"([^\"]+)\"");

  private final JsonObject english = texts("en");
  private final JsonObject french = texts("fr");

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(french.keySet()).isEqualTo(english.keySet());
    for (String key : english.keySet()) {
      assertThat(placeholders(french.getString(key)))
          .as(key)
          .isEqualTo(placeholders(english.getString(key)));
      assertThat(french.getString(key)).as(key).isNotBlank();
      assertThat(english.getString(key)).as(key).isNotBlank();
    }
  }

  /** A colon at the beginning of a line is a mistake in French. */
  @Test
  void frenchSignsStayWithTheirWords() {
    for (String key : french.keySet()) {
      assertThat(french.getString(key)).as(key).doesNotContainPattern(" [:;?!»%]|« ");
    }
  }

  @Test
  void whatPagesSayIsThere() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path script : scripts()) {
      USED.matcher(Files.readString(script)).results().map(m -> m.group(1)).forEach(used::add);
    }
    assertThat(used).hasSizeGreaterThan(100);
    assertThat(english.keySet()).containsAll(used);
  }

  /**
   * One thing and several are named each in their way; which is meant, the language's rules say.
   */
  @Test
  void whatIsCountedHasItsPlural() throws IOException {
    Set<String> counted = new TreeSet<>();
    for (Path script : scripts()) {
      COUNTED
          .matcher(Files.readString(script))
          .results()
          .map(m -> m.group(1))
          .forEach(counted::add);
    }
    assertThat(counted).hasSizeGreaterThan(5);
    Set<String> forms = new TreeSet<>();
    for (String key : english.keySet()) {
      if (key.matches(".*_(one|other)")) {
        counted.add(key.replaceAll("_(one|other)$", ""));
        forms.add(key);
        assertThat(placeholders(english.getString(key))).as(key).contains("{n}");
      } else if (!UNITS.contains(key)) {
        for (JsonObject texts : List.of(english, french)) {
          assertThat(NUMBER_OF.matcher(texts.getString(key)).find()).as(key).isFalse();
        }
      }
    }
    assertThat(forms)
        .isEqualTo(
            counted.stream()
                .flatMap(key -> Stream.of(key + "_one", key + "_other"))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** It is known by its English words. */
  @Test
  void whatIsTranslatedOfTheApiIsWhatTheApiSays() throws IOException {
    String sources = sources();
    List<String> known = refusals();
    assertThat(known).hasSizeGreaterThan(50);
    for (String key : known) {
      for (String part : english.getString(key).split("\\{\\w+}")) {
        assertThat(sources.contains(part.strip())).as(key + ": " + part).isTrue();
      }
    }
  }

  /** What an operator has to understand before anything else. */
  @Test
  void everyConflictIsTranslated() throws IOException {
    List<String> known = refusals().stream().map(english::getString).toList();
    List<String> conflicts =
        CONFLICT.matcher(sources()).results().map(m -> m.group(1).strip()).toList();
    assertThat(conflicts)
        .hasSizeGreaterThan(10)
        .allMatch(
            said -> OF_SITES.contains(said) || known.stream().anyMatch(k -> k.startsWith(said)));
  }

  private List<String> refusals() {
    return english.keySet().stream()
        .filter(key -> key.startsWith("refusal.") && !OF_VALIDATION.contains(key))
        .toList();
  }

  /** Of the gateway, with literals of several lines in one piece. */
  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : List.of("../bank-api-ejb", ".")) {
      try (Stream<Path> classes = Files.walk(Path.of(module, "src/main/java"))) {
        for (Path one : classes.filter(file -> file.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(one).replaceAll("\"\\s*\\+\\s*\"", ""));
        }
      }
    }
    return all.toString();
  }

  /** The headings of the API reference are the tags of the OpenAPI document. */
  @Test
  void everyTagOfTheReferenceHasItsWords() throws IOException {
    Set<String> tags = new TreeSet<>();
    try (Stream<Path> classes = Files.walk(Path.of("src/main/java"))) {
      for (Path one : classes.filter(file -> file.toString().endsWith(".java")).toList()) {
        TAG.matcher(Files.readString(one)).results().map(m -> m.group(1)).forEach(tags::add);
      }
    }
    assertThat(tags)
        .hasSizeGreaterThan(15)
        .allMatch(tag -> french.containsKey("openapiTag." + tag.toLowerCase(Locale.ROOT)));
  }

  @Test
  void noScriptWritesMarkup() throws IOException {
    for (Path script : scripts()) {
      assertThat(Files.readString(script))
          .as(script.toString())
          .doesNotContain(
              "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }
  }

  /** A library in another version is at another address. */
  @Test
  void pagesNameLibrariesOfTheVersionsThatArePacked() throws IOException {
    String pom = Files.readString(Path.of("../pom.xml"));
    StringBuilder pages = new StringBuilder(Files.readString(CONSOLE.resolve("index.html")));
    for (Path script : scripts()) {
      pages.append(Files.readString(script));
    }
    List<MatchResult> named =
        Pattern.compile("/console/lib/([a-z]+)/([0-9.]+)/").matcher(pages).results().toList();
    assertThat(named).hasSize(3);
    for (MatchResult library : named) {
      assertThat(pom).contains("<" + library.group(1) + ".version>" + library.group(2) + "<");
    }
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(CONSOLE)) {
      return files.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static JsonObject texts(String language) {
    try (Reader file = Files.newBufferedReader(CONSOLE.resolve("text/" + language + ".json"));
        JsonReader reader = Json.createReader(file)) {
      return reader.readObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
