package bankapi.item.control;

import bankapi.platform.control.LastSample;
import bankapi.platform.control.Sampler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** How many banks are down, as they were counted last. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class OutageWatch implements Sampler, MeterBinder {

  @Inject OpenOutages outages;
  @Inject Clock clock;

  private LastSample<Long> last;

  @PostConstruct
  void prepare() {
    last = new LastSample<>(clock);
  }

  @Override
  public void sample() {
    last.set(outages.count());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("bankapi.bank.outages", last, l -> l.number(Long::doubleValue))
        .description("Banks that nobody's items get through to now")
        .strongReference(true)
        .register(registry);
  }
}
