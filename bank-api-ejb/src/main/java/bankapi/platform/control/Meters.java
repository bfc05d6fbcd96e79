package bankapi.platform.control;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Where all meters end up. Each feature counts through a small class of its own on Micrometer's
 * global registry, as it logs through a static logger; this bean gives that registry its memory
 * from the start of the application to its end, and binds the gauges of every {@link MeterBinder}.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Meters {

  @Inject @Any Instance<MeterBinder> binders;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Listens to the collector: would hold the application in memory after its end. */
  private final JvmGcMetrics collector = new JvmGcMetrics();

  @PostConstruct
  void start() {
    Metrics.addRegistry(registry);
    List.of(
            new JvmMemoryMetrics(),
            collector,
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
    binders.forEach(binder -> binder.bindTo(registry));
  }

  @PreDestroy
  void stop() {
    collector.close();
    Metrics.removeRegistry(registry);
    registry.close();
  }

  /**
   * Everything as text.
   *
   * @param contentType one of Prometheus' text formats
   */
  public String scrape(String contentType) {
    return registry.scrape(contentType);
  }
}
