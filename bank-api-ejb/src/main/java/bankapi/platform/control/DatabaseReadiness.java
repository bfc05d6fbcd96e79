package bankapi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The database, without which nothing can be answered. */
@ApplicationScoped
public class DatabaseReadiness implements ReadinessCheck {

  @Inject DatabaseProbe probe;

  @Override
  public String name() {
    return "database";
  }

  @Override
  public boolean vital() {
    return true;
  }

  @Override
  public boolean up() {
    return probe.answers();
  }
}
