package bankapi.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.sandbox.browser.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The console as an operator has it in front of them. */
public final class ConsoleSystem implements AutoCloseable {
  private static final String AXE = script();

  /** Tables that are wider than the part of the page they stand in. */
  private static final String TOO_WIDE =
      """
      return [...document.querySelectorAll('#main table')].filter(table => {
        const around = table.parentElement;
        const room = around.getBoundingClientRect().right
          - parseFloat(getComputedStyle(around).paddingRight);
        return table.getClientRects().length > 0 && table.scrollWidth > 0
          && table.getBoundingClientRect().right > room + 1;
      }).map(table => table.textContent.slice(0, 80));
      """;

  private final URI gateway;
  private final Chromium browser;

  private ConsoleSystem(URI gateway, Chromium browser) {
    this.gateway = gateway;
    this.browser = browser;
  }

  public static ConsoleSystem open(GatewaySystem gateway, String languages) throws IOException {
    return new ConsoleSystem(gateway.base(), Chromium.open(languages).screen(1280, 900, false));
  }

  /** As {@link #open}, and somebody has logged in. */
  public static ConsoleSystem signedIn(
      GatewaySystem gateway, String languages, String user, String password) throws IOException {
    ConsoleSystem console = open(gateway, languages);
    try {
      console.go("").login(user, password);
      console.browser.find("operator");
      return console.settled();
    } catch (RuntimeException | Error e) {
      // nobody has it yet who would close it
      console.close();
      throw e;
    }
  }

  public Chromium browser() {
    return browser;
  }

  /** Opens a page by its address below {@code /console/} and waits until it is there. */
  public ConsoleSystem go(String page) {
    browser.open(gateway.resolve("/console/" + page));
    return settled();
  }

  public ConsoleSystem login(String user, String password) {
    browser.type("field-user", user);
    browser.type("field-password", password);
    browser.click("login");
    return this;
  }

  public ConsoleSystem click(String name) {
    browser.click(name);
    return this;
  }

  /** Follows the first link with this text in the page. */
  public ConsoleSystem follow(String text) {
    browser.await(
        b ->
            b.all("row").stream()
                .flatMap(row -> row.findElements(By.tagName("a")).stream())
                .filter(link -> link.getText().contains(text))
                .findFirst()
                .map(
                    link -> {
                      link.click();
                      return true;
                    })
                .orElse(null));
    return settled();
  }

  /** Until what was asked for is shown. */
  public ConsoleSystem settled() {
    browser.await(
        b ->
            b.run(
                    "return document.querySelector('h1') !== null"
                        + " && document.querySelector('[aria-busy]') === null")
                .equals(true));
    return this;
  }

  public ConsoleSystem sees(String text) {
    browser.await(b -> b.body().contains(text));
    return this;
  }

  /** Refreshes by the page's own button until it says this. */
  public ConsoleSystem refreshesUntil(String text) {
    browser.await(
        b -> {
          if (b.body().contains(text)) {
            return true;
          }
          b.click("refresh");
          settled();
          return b.body().contains(text);
        });
    return this;
  }

  /** The only time a secret is shown. */
  public List<String> secrets() {
    browser.find("secret");
    return browser.all("secret").stream().map(WebElement::getText).toList();
  }

  /** No finding of axe that is serious or critical, in either colour, and nothing cut off. */
  public ConsoleSystem isUsableByAll(String page) {
    browser.run(AXE);
    browser.screen(1280, 900, false);
    assertThat(findings("")).as("axe, %s", page).isEmpty();
    browser.screen(1280, 900, true);
    // the dark page differs in nothing but its colours
    assertThat(findings("runOnly: ['color-contrast']")).as("axe, %s, dark", page).isEmpty();
    browser.screen(360, 740, false);
    assertThat(browser.overhang()).as(page + " at 360 pixels").isLessThanOrEqualTo(0);
    browser.screen(1280, 900, false);
    return this;
  }

  /** In windows between a telephone's and a desk's, nothing lies beside the page or its part. */
  public ConsoleSystem fits(String page) {
    for (int width : new int[] {900, 1110, 1280}) {
      browser.screen(width, 900, false);
      assertThat(browser.overhang()).as("%s at %d pixels", page, width).isLessThanOrEqualTo(0);
      assertThat((List<?>) browser.run(TOO_WIDE)).as("%s at %d pixels", page, width).isEmpty();
    }
    browser.screen(1280, 900, false);
    return this;
  }

  private List<?> findings(String options) {
    return (List<?>)
        browser.run(
            // colours that are just changing are nobody's
            ("return Promise.all(document.getAnimations().filter(a => a instanceof CSSTransition)"
                    + ".map(a => a.finished.catch(() => {})))"
                    + ".then(() => axe.run(document, {resultTypes: ['violations'], %s}))"
                    + ".then(r => r.violations"
                    + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                    + ".map(v => v.id + ': '"
                    + " + v.nodes.map(n => n.html.slice(0, 200)).join(' | ')))")
                .formatted(options));
  }

  /** What the browser blocked or could not run or load; refusals by the API are told apart. */
  public List<String> complaints() {
    return browser.complaints().stream()
        .filter(line -> !line.contains("/api/admin/v1/session - Failed to load resource"))
        .toList();
  }

  @Override
  public void close() {
    browser.close();
  }

  private static String script() {
    try (InputStream axe = ConsoleSystem.class.getResourceAsStream("/axe.min.js")) {
      return new String(axe.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
