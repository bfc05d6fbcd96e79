package bankapi.event.control;

import bankapi.platform.control.LastSample;
import bankapi.platform.control.Sampler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How many of Bridge's webhooks wait to be worked off, as they were counted last. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class EventWatch implements Sampler, MeterBinder {

  @Inject EventCounter counter;
  @Inject Clock clock;

  private LastSample<EventCounts> last;

  @PostConstruct
  void prepare() {
    last = new LastSample<>(clock);
  }

  @Override
  public void sample() {
    last.set(counter.count());
  }

  /** Empty where nobody could count for a minute. */
  public Optional<EventCounts> counts() {
    return last.get();
  }

  /** For how long the oldest one waits; zero when none does. */
  public Duration behind(EventCounts counts) {
    return counts.oldestWaiting() == null
        ? Duration.ZERO
        : Duration.between(counts.oldestWaiting(), clock.instant());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "bankapi.events.waiting",
        "Webhooks of Bridge that are not worked off yet",
        EventCounts::waiting);
    gauge(
        registry,
        "bankapi.events.failed",
        "Webhooks of Bridge that were given up",
        EventCounts::failed);
    gauge(
        registry,
        "bankapi.events.oldest.waiting.seconds",
        "For how long the oldest of them waits",
        c -> behind(c).toSeconds());
    gauge(
        registry,
        "bankapi.bridge.silent.seconds",
        "For how long no webhook has come from Bridge although a bank is connected",
        c -> c.silence().silentFor().toSeconds());
  }

  private void gauge(
      MeterRegistry registry, String name, String help, ToDoubleFunction<EventCounts> number) {
    Gauge.builder(name, last, l -> l.number(number))
        .description(help)
        .strongReference(true)
        .register(registry);
  }
}
