package bankapi.connection.boundary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a person reads who cannot be sent home: short, and what to do next. */
final class ReturnPage {

  /** Seconds until {@link #wait} asks again by itself. */
  static final int SOON = 5;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto 0;
        padding: 0 1.25rem; color: #1c2430; background: #f7f8fa; }
      h1 { font-size: 1.5rem; line-height: 1.25; }
      p.calm { color: #55606e; }
      @media (prefers-color-scheme: dark) {
        body { color: #e6e9ee; background: #14181f; }
        p.calm { color: #a9b2bf; }
      }
      """;

  /**
   * The Content-Security-Policy that lets the page's own style through, by its hash, and nothing
   * else.
   */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; frame-ancestors 'none'".formatted(hash(STYLE));

  private ReturnPage() {}

  /**
   * The way home is not known.
   *
   * @param lang {@code fr} or {@code en}
   */
  static String lost(String lang) {
    return lang.equals("fr")
        ? page(
            "fr",
            "",
            "Retour introuvable",
            "Ce lien de retour de votre banque n’est pas connu, ou il n’est plus valable.",
            "Retournez dans le logiciel d’où vous venez et recommencez la connexion"
                + " à votre banque. Si votre banque a déjà été connectée, elle y apparaîtra dans"
                + " quelques minutes.",
            "Aucune donnée n’a été perdue. Vous pouvez fermer cette page.")
        : page(
            "en",
            "",
            "We cannot take you back",
            "This way back from your bank is not known, or no longer valid.",
            "Go back to the software you came from and connect your bank again. If your bank was"
                + " connected already, it will show up there within a few minutes.",
            "Nothing was lost. You may close this page.");
  }

  /**
   * The way home cannot be read just now; the page asks for it again by itself.
   *
   * @param lang {@code fr} or {@code en}
   */
  static String wait(String lang) {
    String again = "<meta http-equiv=\"refresh\" content=\"%d\">".formatted(SOON);
    return lang.equals("fr")
        ? page(
            "fr",
            again,
            "Un instant, s’il vous plaît",
            "Vous revenez de votre banque, mais le service ne répond pas pour le moment.",
            "Laissez cette page ouverte : elle essaie de nouveau d’elle-même et vous ramène"
                + " dans le logiciel d’où vous venez.",
            "Aucune donnée n’a été perdue.")
        : page(
            "en",
            again,
            "One moment, please",
            "You are back from your bank, but the service does not answer just now.",
            "Leave this page open: it tries again by itself and takes you back to the software"
                + " you came from.",
            "Nothing was lost.");
  }

  private static String page(
      String lang, String head, String title, String what, String next, String calm) {
    return """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        %s
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        <h1>%s</h1>
        <p>%s</p>
        <p><strong>%s</strong></p>
        <p class="calm">%s</p>
        </main>
        </body>
        </html>
        """
        .formatted(lang, head, title, STYLE, title, what, next, calm);
  }

  private static String hash(String text) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sha256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
