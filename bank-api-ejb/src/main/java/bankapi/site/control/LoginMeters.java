package bankapi.site.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Locale;

/** Counts the logins of API users. */
public final class LoginMeters {

  private static final Counter.Builder LOGINS =
      Counter.builder("bankapi.site.logins").description("API keys and secrets that were shown");

  private LoginMeters() {}

  /** What a key and a secret were good for. */
  public enum Login {
    ACCEPTED,
    REFUSED
  }

  public static void tried(Login outcome) {
    LOGINS
        .withRegistry(Metrics.globalRegistry)
        .withTags("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment();
  }
}
