package bankapi.console.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServletTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sites", "/sites/0b0e-1", "/deliveries/"})
  void pagesAreOneFrame(String path) {
    assertThat(ConsoleServlet.nameOf(path)).isEqualTo("/index.html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/main.js", "/text/fr.json", "/lib/bootstrap/5.3.8/dist/css/bootstrap.min.css"})
  void filesAreThemselves(String path) {
    assertThat(ConsoleServlet.nameOf(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../WEB-INF/web.xml", "/a/..", "/a\\b", "/a b", "/%2e", "/é"})
  void nothingElseIsLookedFor(String path) {
    assertThat(ConsoleServlet.nameOf(path)).isNull();
  }

  @Test
  void onlyAVersionedAddressIsKeptForEver() {
    assertThat(ConsoleServlet.caching("/lib/bootstrap/5.3.8/dist/css/x.css")).contains("immutable");
    assertThat(ConsoleServlet.caching("/main.js")).isEqualTo("no-cache");
    assertThat(ConsoleServlet.caching("/sites")).isEqualTo("no-cache");
  }

  @Test
  void aTagChangesWithTheBytes() throws IOException {
    ConsoleFile one = read("/a.js", "one");
    assertThat(one).isNotNull();
    assertThat(one.tag()).matches("\"[0-9a-f]{64}\"").isEqualTo(read("/b.js", "one").tag());
    assertThat(one.tag()).isNotEqualTo(read("/a.js", "two").tag());
    assertThat(one.type()).startsWith("text/javascript");
    assertThat(read("/a.class", "one")).isNull();
    assertThat(ConsoleFile.read("/a.js", null)).isNull();
  }

  private static ConsoleFile read(String name, String content) throws IOException {
    return ConsoleFile.read(
        name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }
}
