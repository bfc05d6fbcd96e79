package bankapi.site.control;

import bankapi.platform.TestDatabase;
import bankapi.site.entity.ApiUser;
import bankapi.site.entity.Site;
import java.util.List;
import java.util.UUID;

/** Sites that nobody had to register. */
public final class TestSites {

  private TestSites() {}

  /** A site of a customer of its own, with a webhook secret that nobody reads. */
  public static UUID create(TestDatabase database) {
    return create(database, "sealed");
  }

  /**
   * @param sealedSecret its webhook secret as it is stored
   */
  static UUID create(TestDatabase database, String sealedSecret) {
    return database.inTransaction(
        em -> {
          ApiUser user =
              new ApiUser(
                  UUID.randomUUID().toString(),
                  "hash",
                  "owner@example.com",
                  database.clock.instant());
          em.persist(user);
          em.flush();
          Site site =
              new Site(
                  user.id(),
                  "erp",
                  "https://erp.example.com",
                  List.of("erp.example.com", "back.example.com"),
                  sealedSecret,
                  "fr",
                  "Europe/Paris",
                  database.clock.instant());
          em.persist(site);
          return site.id();
        });
  }
}
