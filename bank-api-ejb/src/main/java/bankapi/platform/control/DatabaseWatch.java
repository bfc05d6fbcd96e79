package bankapi.platform.control;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Whether the database answered when it was last asked. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class DatabaseWatch implements Sampler, MeterBinder {

  @Inject DatabaseProbe probe;
  @Inject Clock clock;

  private LastSample<Boolean> last;

  @PostConstruct
  void prepare() {
    last = new LastSample<>(clock);
  }

  @Override
  public void sample() {
    last.set(probe.answers());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("bankapi.database.up", last, l -> l.number(up -> up ? 1 : 0))
        .description("1 where the database answers, 0 where it does not")
        .strongReference(true)
        .register(registry);
  }
}
