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
import java.util.Map;

/** How many items are well and how many are not, as they were counted last. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class ItemWatch implements Sampler, MeterBinder {

  @Inject ItemCounter counter;
  @Inject Clock clock;

  private LastSample<Map<ItemStatus.Meaning, Long>> last;

  @PostConstruct
  void prepare() {
    last = new LastSample<>(clock);
  }

  @Override
  public void sample() {
    last.set(counter.count());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (ItemStatus.Meaning meaning : ItemStatus.Meaning.values()) {
      Gauge.builder("bankapi.items", last, l -> l.number(c -> c.getOrDefault(meaning, 0L)))
          .description("Items by who has to do something")
          .tag("state", meaning.word())
          .strongReference(true)
          .register(registry);
    }
  }
}
