package bankapi.console.control;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;

/** Store: which database this is and how far its schema has come. */
@Stateless
public class Schemas {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  public Schema current() {
    List<?> applied =
        em.createNativeQuery(
                "select \"version\" from \"flyway_schema_history\""
                    + " where \"version\" is not null order by \"installed_rank\"")
            .getResultList();
    return new Schema(product(), applied.stream().map(String::valueOf).toList());
  }

  private String product() {
    try {
      DatabaseMetaData data = em.unwrap(Connection.class).getMetaData();
      return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
