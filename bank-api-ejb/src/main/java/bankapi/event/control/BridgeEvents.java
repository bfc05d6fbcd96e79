package bankapi.event.control;

import bankapi.platform.control.Managed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The webhooks of Bridge in JMX. */
@ApplicationScoped
public class BridgeEvents implements BridgeEventsMXBean, Managed {

  @Inject EventWatch watch;

  @Override
  public String type() {
    return "Events";
  }

  @Override
  public Class<?> view() {
    return BridgeEventsMXBean.class;
  }

  @Override
  public long getWaiting() {
    return watch.counts().map(EventCounts::waiting).orElse(-1L);
  }

  @Override
  public long getOldestWaitingSeconds() {
    return watch.counts().map(counts -> watch.behind(counts).toSeconds()).orElse(-1L);
  }

  @Override
  public long getFailed() {
    return watch.counts().map(EventCounts::failed).orElse(-1L);
  }
}
