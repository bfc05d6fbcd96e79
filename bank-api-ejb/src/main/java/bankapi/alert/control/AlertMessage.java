package bankapi.alert.control;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What operators are told in one message.
 *
 * @param subject one line
 * @param parts at least one
 */
record AlertMessage(String subject, List<Part> parts) {

  /**
   * One alert.
   *
   * @param text one line without the link
   * @param link the page of the console to look at
   */
  record Part(String text, String link) {}

  /** As plain text, links included. */
  String text() {
    return parts.stream()
        .map(part -> part.text() + "\n" + part.link())
        .collect(Collectors.joining("\n\n"));
  }
}
