package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static final Path EMBEDDED = Path.of("/srv/data/bank-api");
  private final Properties system = new Properties();
  private final Settings settings = new Settings(system, Map.of(), new Properties());

  @Test
  void theEmbeddedOneIsTheDefault() throws StartFailure {
    String[] pool = Database.of(settings, EMBEDDED).pool();
    assertThat(system)
        .containsOnly(
            Map.entry(
                "bankapi.database.url",
                "jdbc:h2:file:/srv/data/bank-api;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=30000"));
    assertThat(pool)
        .contains(
            "--datasourceclassname=org.h2.jdbcx.JdbcDataSource",
            "--maxpoolsize=32",
            "--property=url=${MPCONFIG\\=bankapi.database.url}")
        .endsWith("bankapi-pool");
  }

  @Test
  void noValueOfTheConfigurationReachesTheServersOwnFiles() throws StartFailure {
    system.setProperty("bankapi.database.url", "jdbc:postgresql://db/bank");
    system.setProperty("bankapi.database.user", "bank");
    system.setProperty("bankapi.database.password", "p:a=s$s");
    system.setProperty("bankapi.database.max-pool-size", "3");
    assertThat(Database.of(settings, EMBEDDED).pool())
        .contains(
            "--datasourceclassname=org.postgresql.ds.PGSimpleDataSource",
            "--steadypoolsize=3",
            "--maxpoolsize=3",
            "--isconnectvalidatereq=true",
            "--property=url=${MPCONFIG\\=bankapi.database.url}"
                + ":socketTimeout=60:tcpKeepAlive=true"
                + ":user=${MPCONFIG\\=bankapi.database.user}"
                + ":password=${MPCONFIG\\=bankapi.database.password}")
        .noneMatch(argument -> argument.contains("p:a=s$s"));
  }

  @Test
  void whatTheAddressSaysOfItsConnectionsIsLeftAlone() throws StartFailure {
    system.setProperty(
        "bankapi.database.url", "jdbc:postgresql://db/bank?socketTimeout=5&tcpKeepAlive=false");
    assertThat(Database.of(settings, EMBEDDED).pool())
        .contains("--property=url=${MPCONFIG\\=bankapi.database.url}");
  }

  @Test
  void anotherKindOfDatabaseIsRefusedWithoutSayingItsAddress() {
    system.setProperty("bankapi.database.url", "jdbc:mysql://db/bank?password=secret");
    assertThatThrownBy(() -> Database.of(settings, EMBEDDED))
        .isInstanceOf(StartFailure.class)
        .hasMessage("bankapi.database.url must begin with jdbc:postgresql: or jdbc:h2:.");
  }

  @Test
  void aUserNeedsAPassword() {
    system.setProperty("bankapi.database.user", "bank");
    assertThatThrownBy(() -> Database.of(settings, EMBEDDED)).isInstanceOf(StartFailure.class);
  }

  @Test
  void thePoolHoldsAtLeastOneConnection() {
    system.setProperty("bankapi.database.max-pool-size", "0");
    assertThatThrownBy(() -> Database.of(settings, EMBEDDED))
        .hasMessage("bankapi.database.max-pool-size must be a number from 1, not 0.");
  }
}
