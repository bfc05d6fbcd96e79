package bankapi.site.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Counts the logins of API users. */
@ApplicationScoped
public class LoginMeters implements MeterBinder {

  private static final Counter.Builder LOGINS =
      Counter.builder("bankapi.site.logins").description("API keys and secrets that were shown");

  /** What a key and a secret were good for. */
  public enum Login {
    ACCEPTED,
    REFUSED
  }

  /** So that the first of a kind is an increase, and not a number that was always there. */
  @Override
  public void bindTo(MeterRegistry registry) {
    for (Login outcome : Login.values()) {
      counter(outcome);
    }
  }

  public static void tried(Login outcome) {
    counter(outcome).increment();
  }

  private static Counter counter(Login outcome) {
    return LOGINS
        .withRegistry(Metrics.globalRegistry)
        .withTags("outcome", outcome.name().toLowerCase(Locale.ROOT));
  }
}
