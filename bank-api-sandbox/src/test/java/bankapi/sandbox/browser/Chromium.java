package bankapi.sandbox.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * One window of the machine's own Chromium, without anything from before: no cookie, nothing
 * stored, no cache. Starting takes seconds, so a window that is closed is emptied and serves the
 * next person with the same languages; all end with this JVM.
 */
public final class Chromium implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Chromium.class.getName());
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** It warns at every start that it has no classes for this Chromium's own protocol: unused. */
  private static final Logger PROTOCOL =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  static {
    PROTOCOL.setLevel(Level.SEVERE);
  }

  private static final Map<String, Queue<ChromeDriver>> IDLE = new ConcurrentHashMap<>();

  private final Queue<ChromeDriver> idle;
  private final ChromeDriver driver;
  private final WebDriverWait wait;

  private Chromium(String languages) throws IOException {
    this.idle = IDLE.computeIfAbsent(languages, key -> new ConcurrentLinkedQueue<>());
    ChromeDriver waiting = idle.poll();
    this.driver = waiting == null ? start(languages) : waiting;
    this.wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
  }

  /** Skips the test, and says why, where there is no browser to run it in. */
  public static void assumeInstalled() {
    for (Path program : List.of(BROWSER, DRIVER)) {
      boolean there = Files.isExecutable(program);
      String skipped = "SKIPPED: there is no " + program + ", so no browser test was run.";
      if (!there) {
        // Build tools count what is skipped, but few say why.
        LOGGER.log(System.Logger.Level.WARNING, skipped);
      }
      assumeTrue(there, skipped);
    }
  }

  /**
   * @param languages of the person, as a browser's settings hold them: {@code fr-FR,fr}
   */
  public static Chromium open(String languages) throws IOException {
    return new Chromium(languages).screen(1100, 800, false);
  }

  private static ChromeDriver start(String languages) throws IOException {
    Path profile = Files.createTempDirectory("chromium");
    ChromeOptions options = new ChromeOptions().setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", languages));
    LoggingPreferences console = new LoggingPreferences();
    console.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", console);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    try {
      ChromeDriver driver = new ChromeDriver(service, options);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(driver, profile), "end Chromium"));
      return driver;
    } catch (RuntimeException e) {
      service.stop();
      delete(profile);
      throw e;
    }
  }

  private static void end(ChromeDriver driver, Path profile) {
    try {
      driver.quit();
    } finally {
      delete(profile);
    }
  }

  /** The size of the window in CSS pixels, and whether the person prefers dark pages. */
  public Chromium screen(int width, int height, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    return this;
  }

  /** Where the person is, for their clock: {@code Asia/Kathmandu}. */
  public Chromium timeZone(String zone) {
    driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    return this;
  }

  public void open(URI address) {
    driver.get(address.toString());
  }

  /** Waits for the element of this {@code data-test} name. */
  public WebElement find(String name) {
    return wait.until(ExpectedConditions.visibilityOfElementLocated(by(name)));
  }

  /** Those that are there now. */
  public List<WebElement> all(String name) {
    return driver.findElements(by(name));
  }

  public void click(String name) {
    find(name).click();
  }

  public void type(String name, String text) {
    WebElement field = find(name);
    field.clear();
    field.sendKeys(text);
  }

  /** Loads the page again and again until it has this text. */
  public void reloadUntilItSays(String text) {
    wait.until(
        d -> {
          boolean there = body().contains(text);
          if (!there) {
            d.navigate().refresh();
          }
          return there;
        });
  }

  public String heading() {
    return wait.until(ExpectedConditions.visibilityOfElementLocated(By.tagName("h1"))).getText();
  }

  public String body() {
    return driver.findElement(By.tagName("body")).getText();
  }

  public String address() {
    return driver.getCurrentUrl();
  }

  /** What the page is written in, as it says itself: {@code fr} or {@code en}. */
  public String language() {
    return driver.findElement(By.tagName("html")).getDomAttribute("lang");
  }

  /** How many pixels of the page lie right of the window. */
  public long overhang() {
    Object pixels =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) pixels).longValue();
  }

  /** What Chromium complained of since the last question: blocked styles, missing files. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** Waits until the page is so. */
  public <T> T await(Function<Chromium, T> condition) {
    return wait.ignoring(StaleElementReferenceException.class).until(d -> condition.apply(this));
  }

  /** What a script in the page comes to; a promise is waited for. */
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Keeps what is in the window, no colour half way, as {@code target/screenshots/<name>.png}. */
  public void screenshot(String name) {
    driver.executeScript(
        "document.getAnimations().filter(a => a instanceof CSSTransition)"
            + ".forEach(a => a.finish())");
    Object png = driver.executeCdpCommand("Page.captureScreenshot", Map.of()).get("data");
    Path directory = Path.of(System.getProperty("screenshots", "target/screenshots"));
    try {
      Files.createDirectories(directory);
      Files.write(
          directory.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(png)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the window back, empty. One that cannot be emptied serves nobody again. */
  @Override
  public void close() {
    Object origin =
        driver.executeScript("window.sessionStorage.clear(); return window.location.origin");
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
    driver.get("about:blank");
    complaints();
    idle.add(driver);
  }

  private static By by(String name) {
    return By.cssSelector("[data-test='" + name + "']");
  }

  /** Chromium's last processes may still write while they end: what is left is the system's. */
  private static void delete(Path tree) {
    try (Stream<Path> paths = Files.walk(tree)) {
      paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      tree.toFile().deleteOnExit();
    }
  }
}
