package bankapi.sandbox.html;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of a set of pages in French and English: {@code <name>_fr.properties} and so on.
 */
public final class Texts {

  private final String language;
  private final Properties sentences = new Properties();

  private Texts(Class<?> near, String name, String language) {
    this.language = language;
    String file = name + "_" + language + ".properties";
    try (InputStream in =
        Objects.requireNonNull(near.getResourceAsStream(file), "no resource " + file)) {
      sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Both languages of the pages whose texts lie beside this class. */
  public record Bilingual(Texts french, Texts english) {

    public static Bilingual of(Class<?> near, String name) {
      return new Bilingual(new Texts(near, name, "fr"), new Texts(near, name, "en"));
    }

    /** The language of {@code ?lang=}, else the cookie's, else the browser's, else English. */
    public Texts wantedBy(Context http) {
      @Nullable String asked = http.queryParam("lang");
      @Nullable String chosen = asked != null ? asked : http.cookie("lang");
      @Nullable String browser = http.header("Accept-Language");
      String wanted = chosen != null ? chosen : browser != null ? browser : "en";
      return wanted.toLowerCase(Locale.ROOT).startsWith("fr") ? french : english;
    }
  }

  /** {@code fr} or {@code en}. */
  public String language() {
    return language;
  }

  /** The sentence of this key; each {@code {}} takes the next value. */
  public String get(String key, Object... values) {
    String sentence = sentences.getProperty(key);
    if (sentence == null) {
      throw new IllegalArgumentException("no text " + key + " in " + language);
    }
    for (Object value : values) {
      int hole = sentence.indexOf("{}");
      sentence = sentence.substring(0, hole) + value + sentence.substring(hole + 2);
    }
    return sentence;
  }
}
