package bankapi.item.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many days before the end of a consent a site is told that it ends. Pure but for its setting.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class ConsentSteps {

  private static final String SETTING = "bankapi.consent.expiring-days";
  private static final int MOST = 365;

  /** Days before the end of a consent, separated by commas. */
  @Inject
  @ConfigProperty(name = SETTING, defaultValue = "30,14,7,1")
  String configured;

  private List<Integer> days = List.of();

  public ConsentSteps() {}

  ConsentSteps(String configured) {
    this.configured = configured;
    read();
  }

  @PostConstruct
  void read() {
    days =
        Arrays.stream(configured.split(",", -1))
            .map(String::strip)
            .map(ConsentSteps::number)
            .distinct()
            .sorted()
            .toList();
  }

  private static int number(String text) {
    if (text.matches("\\d{1,3}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    }
    throw new IllegalStateException(
        SETTING + " must be whole numbers of days from 1 to " + MOST + ", separated by commas");
  }

  /**
   * The times at which consents end of which a step is the nearest that is reached.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public record Window(int days, Instant after, Instant upTo) {}

  /** One for each step, the fewest days first. */
  public List<Window> windows(Instant now) {
    return days.stream()
        .map(
            step ->
                new Window(
                    step,
                    days.stream()
                        .filter(fewer -> fewer < step)
                        .reduce((first, second) -> second)
                        .map(fewer -> now.plus(Duration.ofDays(fewer)))
                        .orElse(now),
                    now.plus(Duration.ofDays(step))))
        .toList();
  }

  /** The nearest step that is reached; none where the end is farther, or over. */
  public Optional<Integer> reached(Instant end, Instant now) {
    return windows(now).stream()
        .filter(window -> end.isAfter(window.after()) && !end.isAfter(window.upTo()))
        .map(Window::days)
        .findFirst();
  }
}
