package bankapi.delivery.control;

import bankapi.delivery.entity.WebhookTarget;
import bankapi.platform.control.Audit;
import bankapi.platform.control.Choice;
import bankapi.platform.control.Current;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Store: the addresses of the sites, and whether they are sent to. */
@Stateless
public class WebhookTargets {

  private static final System.Logger LOGGER = System.getLogger(WebhookTargets.class.getName());

  /** A site that makes up paths shares a target for those beyond, so that claiming stays cheap. */
  private static final long MOST_OF_A_SITE = 100;

  /**
   * Those that were held become due in the order in which they were made, and begin anew. Locked in
   * the order of their ids, as by everybody who changes several, which JPQL cannot say of an
   * update.
   */
  private static final String RELEASE =
      """
      update delivery set attempts = 0, next_attempt_at = created_at where id in (
        select d.id from delivery d
        where d.state = 'PENDING' and d.site_id = ?1 and d.target_id = ?2
          and d.next_attempt_at > d.created_at
        order by d.id for update)
      """;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Audit audit;
  @Inject NewTargets added;
  @Inject Tenancy tenancy;

  /**
   * The target a URL belongs to, written down if it is new. That is done in a transaction of its
   * own: two events of a site may meet here, and the later one must not lose its cause for it.
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public UUID of(UUID siteId, String url) {
    return byUrl(siteId, TargetAddress.of(url))
        .map(WebhookTarget::id)
        .orElseGet(() -> add(siteId, url));
  }

  /** The site names an address (again): what was gone is not any more, also where it is shared. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void named(UUID siteId, String url) {
    byUrl(siteId, TargetAddress.of(url))
        .or(() -> byUrl(siteId, TargetAddress.originOf(url)))
        .filter(target -> target.state() == WebhookTarget.State.GONE)
        .map(this::locked)
        .filter(target -> target.state() == WebhookTarget.State.GONE)
        .ifPresent(target -> resume(target, "site"));
  }

  /**
   * Sends nothing to it until it is resumed: what is made meanwhile is held. An attempt that is
   * under way may still arrive. Also of one that the gateway has suspended or that is gone: from
   * then on no test and no site has it sent to again. Said twice it changes nothing twice.
   *
   * @param version which one is meant; null: any
   * @param actor who asked, for the audit
   * @throws GatewayException NOT_FOUND, STALE
   */
  public TargetView suspend(UUID id, @Nullable Long version, String actor) {
    WebhookTarget target = current(id, version);
    String before = target.state().name().toLowerCase(Locale.ROOT);
    if (target.suspendByOperator(clock.instant())) {
      audit.record(
          actor, "webhook-target.suspend", "target " + id, target.siteId(), "was " + before);
      LOGGER.log(
          Level.INFO,
          "target {0} of site {1} is suspended by an operator",
          target.id(),
          target.siteId());
    }
    return view(target);
  }

  /**
   * Sends to it again: those that were held leave in the order in which they were made, each with
   * the whole schedule before it.
   *
   * @param version which one is meant; null: any
   * @param actor who asked, for the audit
   * @throws GatewayException NOT_FOUND, STALE, or CONFLICT when it is not held
   */
  public TargetView resume(UUID id, @Nullable Long version, String actor) {
    WebhookTarget target = current(id, version);
    if (target.state() == WebhookTarget.State.ACTIVE) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT, "Target " + id + " is active: nothing is held");
    }
    return resume(target, actor);
  }

  /**
   * A test of the site arrived there: if it was held, it is sent to again, unless an operator has
   * suspended it.
   *
   * @return whether it was
   */
  public boolean proven(UUID id, String actor) {
    WebhookTarget target = em.find(WebhookTarget.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (target == null
        || target.state() == WebhookTarget.State.ACTIVE
        || target.suspendedByOperator()) {
      return false;
    }
    resume(target, actor);
    return true;
  }

  public Optional<TargetView> find(UUID id) {
    return Optional.ofNullable(em.find(WebhookTarget.class, id)).map(this::view);
  }

  /**
   * The newest first.
   *
   * @param siteId null: of any site
   * @param state {@code active}, {@code suspended} or {@code gone}; null: any
   * @throws GatewayException INVALID_ARGUMENT for another state
   */
  public Page<TargetView> list(@Nullable UUID siteId, @Nullable String state, PageWish wish) {
    return new Listing<>(WebhookTarget.class, "createdAt")
        .where("e.siteId = :siteId", "siteId", siteId)
        .where("e.state = :state", "state", Choice.of("state", WebhookTarget.State.class, state))
        .first(rows -> tenancy.read(rows.stream().map(WebhookTarget::siteId), Stream.empty()))
        .page(em, wish, WebhookTarget::createdAt, WebhookTarget::id, this::view);
  }

  /**
   * Those that were warned of, are suspended or gone, the newest trouble first; not those that an
   * operator has suspended, who knows of them.
   */
  public List<TargetView> troubled(int most) {
    return em.createNamedQuery(WebhookTarget.TROUBLED, Object[].class)
        .setMaxResults(most)
        .getResultStream()
        .map(WebhookTargets::troubled)
        .toList();
  }

  /** This one, if it is among the {@link #troubled(int)}. */
  public Optional<TargetView> troubled(UUID id) {
    return em.createNamedQuery(WebhookTarget.TROUBLED_ONE, Object[].class)
        .setParameter("id", id)
        .getResultStream()
        .map(WebhookTargets::troubled)
        .findFirst();
  }

  private static TargetView troubled(Object[] row) {
    return TargetView.of((WebhookTarget) row[0], (String) row[1]);
  }

  private TargetView view(WebhookTarget target) {
    return TargetView.of(target, tenancy.site(target.siteId()).siteKey());
  }

  private WebhookTarget current(UUID id, @Nullable Long version) {
    return Current.locked(em, WebhookTarget.class, "Target", id, WebhookTarget::version, version);
  }

  private TargetView resume(WebhookTarget target, String actor) {
    Instant now = clock.instant();
    target.resume(now);
    em.flush();
    em.createNativeQuery(RELEASE)
        .setParameter(1, target.siteId())
        .setParameter(2, target.id())
        .executeUpdate();
    audit.record(actor, "webhook-target.resume", "target " + target.id(), target.siteId(), null);
    LOGGER.log(Level.INFO, "target {0} of site {1} is sent to again", target.id(), target.siteId());
    return view(target);
  }

  private UUID add(UUID siteId, String url) {
    String address = mayHaveAnother(siteId) ? TargetAddress.of(url) : TargetAddress.originOf(url);
    Optional<WebhookTarget> shared = byUrl(siteId, address);
    if (shared.isPresent()) {
      return shared.get().id();
    }
    try {
      return added.add(siteId, address);
    } catch (RuntimeException e) {
      // Another has just written it, or it cannot be written at all.
      return byUrl(siteId, address).map(WebhookTarget::id).orElseThrow(() -> e);
    }
  }

  private boolean mayHaveAnother(UUID siteId) {
    return em.createNamedQuery(WebhookTarget.COUNT_OF_SITE, Long.class)
            .setParameter("siteId", siteId)
            .getSingleResult()
        < MOST_OF_A_SITE;
  }

  private Optional<WebhookTarget> byUrl(UUID siteId, String address) {
    return em.createNamedQuery(WebhookTarget.BY_URL, WebhookTarget.class)
        .setParameter("siteId", siteId)
        .setParameter("url", address)
        .getResultStream()
        .findFirst();
  }

  private WebhookTarget locked(WebhookTarget target) {
    em.refresh(target, LockModeType.PESSIMISTIC_WRITE);
    return target;
  }
}
