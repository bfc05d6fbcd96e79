package bankapi.sandbox.html;

/**
 * A growing piece of HTML. {@link #raw} takes markup written in the source; everything that came
 * from elsewhere goes through {@link #text}, or as a value of {@link #raw(String, Object...)},
 * where each {@code {}} takes the next value, escaped for text and attributes alike.
 */
public final class Html {

  private final StringBuilder out = new StringBuilder();

  /** Markup as it is, with escaped values for its {@code {}}. */
  public Html raw(String markup, Object... values) {
    int from = 0;
    for (Object value : values) {
      int hole = markup.indexOf("{}", from);
      if (hole < 0) {
        throw new IllegalArgumentException("more values than places in: " + markup);
      }
      out.append(markup, from, hole);
      if (value instanceof Html html) {
        out.append(html.out);
      } else {
        out.append(escape(String.valueOf(value)));
      }
      from = hole + 2;
    }
    out.append(markup, from, markup.length());
    return this;
  }

  /** Text as it is read. */
  public Html text(String text) {
    out.append(escape(text));
    return this;
  }

  public Html add(Html other) {
    out.append(other.out);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
