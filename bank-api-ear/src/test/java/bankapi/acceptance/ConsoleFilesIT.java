package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The console's files, which each server serves in its own way. */
class ConsoleFilesIT extends GatewayIT {

  @Test
  void filesAreCachedByTheirTagAndNothingElseIsServed() {
    Answer page = gateway.asGuest().path("/console/sites/any");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).contains("no-cache");
    assertThat(page.header("ETag")).isPresent();
    assertThat(page.header("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .doesNotContain("unsafe", "data:");
    assertThat(page.body()).contains("/console/main.js");
    String library = page.body().replaceAll("(?s).*href=\"(/console/lib/[^\"]+)\".*", "$1");
    assertThat(gateway.asGuest().path(library).header("Cache-Control").orElse(""))
        .contains("immutable");
    for (String path : List.of("/console/no.js", "/console/%2e%2e/WEB-INF/web.xml")) {
      assertThat(gateway.asGuest().path(path).status()).as(path).isIn(400, 404);
    }
  }
}
