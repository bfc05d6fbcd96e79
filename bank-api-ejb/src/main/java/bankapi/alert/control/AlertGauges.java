package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.platform.control.LastSample;
import bankapi.platform.control.Sampler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/** How many alerts are open, as they were counted last. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class AlertGauges implements Sampler, MeterBinder {

  @Inject AlertStore store;
  @Inject Clock clock;

  private LastSample<Map<Alert.Kind, Long>> last;

  @PostConstruct
  void prepare() {
    last = new LastSample<>(clock);
  }

  @Override
  public void sample() {
    last.set(store.countOpen());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Alert.Kind kind : Alert.Kind.values()) {
      Gauge.builder("bankapi.alerts.open", last, l -> l.number(c -> c.getOrDefault(kind, 0L)))
          .description("Alerts that are open")
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .strongReference(true)
          .register(registry);
    }
  }
}
