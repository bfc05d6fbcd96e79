package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.sandbox.browser.Chromium;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person comes back from the bank while the database is away, and touches nothing. */
@Tag("console")
class WaitingPersonIT extends GatewayIT {

  @ParameterizedTest
  @CsvSource({"'fr-FR,fr', fr, 'Un instant, s’il vous plaît'", "'de,en', en, 'One moment, please'"})
  void isTakenHomeWhenItIsBack(String languages, String lang, String heading) throws Exception {
    Chromium.assumeInstalled();
    JsonNode link =
        gateway.call("get_bridge_connect_link", site.linkArguments(SITE, newUser())).message();
    URI back = bridge.connect(URI.create(link.path("redirect_url").asText())).callback();
    try (Chromium browser = Chromium.open(languages)) {
      database.goAway();
      try {
        browser.open(back);
        assertThat(browser.heading()).isEqualTo(heading);
        assertThat(browser.language()).isEqualTo(lang);
        browser.screenshot("waits-" + lang);
        assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security"));
      } finally {
        database.comeBack();
      }
      browser.await(b -> b.address().startsWith(site.base().toString()));
      assertThat(browser.address())
          .contains("request=" + link.path("request").asText(), "success=true");
    }
  }
}
