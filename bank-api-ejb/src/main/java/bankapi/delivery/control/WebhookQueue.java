package bankapi.delivery.control;

import bankapi.platform.control.Managed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The queue of webhooks to sites in JMX. */
@ApplicationScoped
public class WebhookQueue implements WebhookQueueMXBean, Managed {

  @Inject DeliveryWatch watch;

  @Override
  public String type() {
    return "WebhookQueue";
  }

  @Override
  public Class<?> view() {
    return WebhookQueueMXBean.class;
  }

  @Override
  public long getPending() {
    return watch.counts().map(DeliveryCounts::pending).orElse(-1L);
  }

  @Override
  public long getDue() {
    return watch.counts().map(DeliveryCounts::due).orElse(-1L);
  }

  @Override
  public long getOldestDueSeconds() {
    return watch.counts().map(counts -> watch.behind(counts).toSeconds()).orElse(-1L);
  }

  @Override
  public long getDead() {
    return watch.counts().map(DeliveryCounts::dead).orElse(-1L);
  }
}
