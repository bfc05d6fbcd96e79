package bankapi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** The database, without which nothing can be answered. */
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {

  @Inject DatabaseProbe probe;

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Set<Probe> vitalFor() {
    return Set.of(Probe.READY);
  }

  @Override
  public Finding look() {
    return Finding.of(probe.answers());
  }
}
