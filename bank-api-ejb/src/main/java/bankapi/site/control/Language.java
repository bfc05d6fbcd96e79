package bankapi.site.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reduces any spelling of a language ({@code fr-FR}, {@code en_US}), or the first of a browser's
 * ({@code fr,fr-FR;q=0.8,en;q=0.3}), to one Bridge speaks.
 */
public final class Language {

  private Language() {}

  /**
   * @return {@code fr} or {@code en}; the fallback where the text is neither
   */
  public static String reduce(@Nullable String lang, String fallback) {
    if (lang == null) {
      return fallback;
    }
    String start = lang.strip().toLowerCase(Locale.ROOT).split("[-_,;]", 2)[0].strip();
    return start.equals("fr") || start.equals("en") ? start : fallback;
  }
}
