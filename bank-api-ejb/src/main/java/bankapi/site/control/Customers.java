package bankapi.site.control;

import bankapi.platform.control.Managed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** API users and sites in JMX. */
@ApplicationScoped
public class Customers implements CustomersMXBean, Managed {

  @Inject SiteWatch watch;

  @Override
  public String type() {
    return "Sites";
  }

  @Override
  public Class<?> view() {
    return CustomersMXBean.class;
  }

  @Override
  public long getSites() {
    return watch.counts().map(SiteCounts::sites).orElse(-1L);
  }

  @Override
  public long getApiUsers() {
    return watch.counts().map(SiteCounts::apiUsers).orElse(-1L);
  }
}
