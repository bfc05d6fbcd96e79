package bankapi.site.control;

import bankapi.platform.control.Hashes;
import bankapi.site.entity.ApiUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Store: turns a key and a secret into the API user they belong to. */
@Stateless
public class ApiUsers {

  /** Compared where the key is unknown, so that both refusals take the same way. */
  private static final String NOBODY = Hashes.sha256Hex("nobody");

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  /** Empty for an unknown key, a wrong secret and a revoked user alike. */
  public Optional<ApiCaller> authenticate(String key, String secret) {
    Optional<ApiUser> user =
        em.createNamedQuery(ApiUser.BY_KEY, ApiUser.class)
            .setParameter("apiKey", key)
            .getResultStream()
            .findFirst();
    String hash = Hashes.sha256Hex(secret);
    Instant now = clock.instant();
    Stream<String> stored =
        user.map(ApiUser::secretHash)
            .map(own -> Stream.concat(Stream.of(own.newest()), own.former(now)))
            .orElse(Stream.of(NOBODY));
    // all of them, always: how long it takes tells nothing
    boolean fits = stored.filter(one -> Hashes.same(hash, one)).count() > 0;
    return user.filter(u -> u.active() && fits).map(ApiCaller::of);
  }
}
