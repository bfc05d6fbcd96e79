package bankapi.acceptance;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.SiteSystem;
import java.io.File;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every acceptance test stands on: the archive as it was built, deployed once on the server of
 * this run, and the three systems. Tests share the gateway: each works for a {@link #newUser()} of
 * its own.
 */
@ExtendWith(ArquillianExtension.class)
abstract class GatewayIT {
  /** The one site of the API user. */
  static final String SITE = "acceptance";

  final GatewaySystem gateway = Bench.only().gateway();
  final BridgeSystem bridge = Bench.only().bridge();
  final SiteSystem site = Bench.only().site();

  @Deployment(testable = false)
  static Archive<?> archive() {
    File file = new File(System.getProperty("bankapi.test.archive"));
    return file.getName().endsWith(".ear")
        ? ShrinkWrap.createFromZipFile(EnterpriseArchive.class, file)
        : ShrinkWrap.createFromZipFile(WebArchive.class, file);
  }

  /** A user that no other test knows: with Bridge users, items and requests of its own. */
  static String newUser() {
    return "user-" + UUID.randomUUID();
  }
}
