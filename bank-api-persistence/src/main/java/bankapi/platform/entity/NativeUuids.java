package bankapi.platform.entity;

import java.sql.Types;
import java.util.UUID;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.converters.UUIDConverter;
import org.eclipse.persistence.mappings.foundation.AbstractDirectMapping;
import org.eclipse.persistence.sessions.Session;

/**
 * Hands UUIDs to the driver as they are. EclipseLink 4.0 would read a null UUID with a
 * NullPointerException and write it to PostgreSQL as a varchar, which is refused
 * (eclipse-ee4j/eclipselink #2768 and #2717).
 *
 * <p>A query that finds no connection is tried again without a pause: EclipseLink would let every
 * request wait for ten seconds while the database is away, where a 503 at once is the better
 * answer.
 */
public class NativeUuids implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    session.getLogin().setDelayBetweenConnectionAttempts(0);
    for (ClassDescriptor descriptor : session.getDescriptors().values()) {
      for (DatabaseMapping mapping : descriptor.getMappings()) {
        if (mapping instanceof AbstractDirectMapping direct
            && direct.getConverter() instanceof UUIDConverter) {
          direct.setConverter(null);
          direct.getField().setType(UUID.class);
          direct.getField().setSqlType(Types.OTHER);
        }
      }
    }
  }
}
