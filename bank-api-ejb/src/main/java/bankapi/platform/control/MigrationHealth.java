package bankapi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.Set;

/**
 * The version of the schema this node brought the database to. A node whose migrations failed does
 * not get as far as to answer.
 */
@ApplicationScoped
public class MigrationHealth implements HealthCheck {

  @Inject Migrations migrations;

  @Override
  public String name() {
    return "migrations";
  }

  @Override
  public Set<Probe> vitalFor() {
    return Set.of(Probe.STARTED);
  }

  @Override
  public Finding look() {
    return new Finding(
        true, Json.createObjectBuilder().add("version", migrations.version()).build());
  }
}
