package bankapi.delivery.control;

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

/** How long the queue is, as it was counted last. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class DeliveryWatch implements Sampler, MeterBinder {

  @Inject DeliveryQueue queue;
  @Inject Clock clock;

  private LastSample<DeliveryCounts> last;

  @PostConstruct
  void prepare() {
    last = new LastSample<>(clock);
  }

  @Override
  public void sample() {
    last.set(queue.counts(clock.instant()));
  }

  /** Empty where nobody could count for a minute. */
  public Optional<DeliveryCounts> counts() {
    return last.get();
  }

  /** For how long the oldest due one is due; zero when none is. */
  public Duration behind(DeliveryCounts counts) {
    return counts.oldestDue() == null
        ? Duration.ZERO
        : Duration.between(counts.oldestDue(), clock.instant());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "bankapi.delivery.pending",
        "Webhooks to sites that wait, also for a later attempt",
        DeliveryCounts::pending);
    gauge(
        registry,
        "bankapi.delivery.due",
        "Webhooks to sites that are due now",
        DeliveryCounts::due);
    gauge(
        registry,
        "bankapi.delivery.dead",
        "Webhooks to sites that were given up and not replayed",
        DeliveryCounts::dead);
    gauge(
        registry,
        "bankapi.delivery.oldest.due.seconds",
        "For how long the oldest due webhook is due",
        c -> behind(c).toSeconds());
  }

  private void gauge(
      MeterRegistry registry, String name, String help, ToDoubleFunction<DeliveryCounts> number) {
    Gauge.builder(name, last, l -> l.number(number))
        .description(help)
        .strongReference(true)
        .register(registry);
  }
}
