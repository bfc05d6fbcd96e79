package bankapi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether this node's operator wants requests to come here: while the file that {@code
 * bankapi.platform.out-of-service-file} names exists, the node says that it is not ready. It serves
 * what comes all the same: a load balancer needs a moment to notice.
 */
@ApplicationScoped
public class ServiceHealth implements HealthCheck {

  @Inject
  @ConfigProperty(name = "bankapi.platform.out-of-service-file")
  Optional<String> file = Optional.empty();

  @Override
  public String name() {
    return "service";
  }

  @Override
  public Set<Probe> vitalFor() {
    return Set.of(Probe.READY);
  }

  @Override
  public Finding look() {
    return Finding.of(file.map(Path::of).filter(Files::exists).isEmpty());
  }
}
