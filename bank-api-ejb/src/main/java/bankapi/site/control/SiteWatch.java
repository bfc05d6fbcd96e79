package bankapi.site.control;

import bankapi.platform.control.LastSample;
import bankapi.platform.control.Sampler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** How many API users and sites there are, as they were counted last. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class SiteWatch implements Sampler, MeterBinder {

  @Inject SiteCounter counter;
  @Inject Clock clock;

  private LastSample<SiteCounts> last;

  @PostConstruct
  void prepare() {
    last = new LastSample<>(clock);
  }

  @Override
  public void sample() {
    last.set(counter.count());
  }

  /** Empty where nobody could count for a minute. */
  public Optional<SiteCounts> counts() {
    return last.get();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("bankapi.sites", last, l -> l.number(SiteCounts::sites))
        .description("Active sites")
        .strongReference(true)
        .register(registry);
    Gauge.builder("bankapi.api.users", last, l -> l.number(SiteCounts::apiUsers))
        .description("Active API users")
        .strongReference(true)
        .register(registry);
  }
}
