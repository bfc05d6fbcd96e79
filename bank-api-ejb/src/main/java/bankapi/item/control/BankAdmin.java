package bankapi.item.control;

import bankapi.item.entity.BankOutage;
import bankapi.item.entity.Item;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Store: how banks are, for operators. Banks are those that somebody has connected. */
@Stateless
public class BankAdmin {

  private static final int OUTAGES = 100;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  /**
   * Those with items, the lowest of Bridge's ids first.
   *
   * @param name a part of a name that a site gave it, in any case; null: any
   * @param down whether it is down now; null: any
   */
  public Page<BankView> list(@Nullable String name, @Nullable Boolean down, PageWish wish) {
    StringBuilder jpql =
        new StringBuilder(
            "select distinct i.providerId from Item i"
                + " where i.deletedAt is null and i.providerId > :after");
    if (name != null) {
      jpql.append(" and lower(i.bank) like :name escape '!'");
    }
    if (down != null) {
      jpql.append(down ? " and exists" : " and not exists")
          .append(" (select o.id from BankOutage o where o.openProviderId = i.providerId)");
    }
    Long after = wish.number();
    TypedQuery<Long> query =
        em.createQuery(jpql.append(" order by i.providerId").toString(), Long.class)
            .setParameter("after", after == null ? Long.MIN_VALUE : after)
            .setMaxResults(wish.limit() + 1);
    if (name != null) {
      query.setParameter("name", Listing.containing(name));
    }
    List<Long> found = query.getResultList();
    boolean more = found.size() > wish.limit();
    List<Long> shown = more ? found.subList(0, wish.limit()) : found;
    return new Page<>(views(shown), more ? String.valueOf(shown.get(shown.size() - 1)) : null);
  }

  /**
   * @throws GatewayException NOT_FOUND where it has no item, and was not down of late
   */
  public BankStory find(long providerId) {
    List<BankStory.Outage> outages =
        em.createNamedQuery(BankOutage.OF_PROVIDER, BankOutage.class)
            .setParameter("providerId", providerId)
            .setMaxResults(OUTAGES)
            .getResultStream()
            .map(outage -> new BankStory.Outage(outage.beganAt(), outage.endedAt()))
            .toList();
    BankView bank = views(List.of(providerId)).get(0);
    if (outages.isEmpty() && bank.itemsByStatus().isEmpty()) {
      throw GatewayException.notFound("Bank", providerId);
    }
    return new BankStory(bank, outages);
  }

  private List<BankView> views(List<Long> providers) {
    if (providers.isEmpty()) {
      return List.of();
    }
    Map<Long, Map<Integer, Long>> items = new HashMap<>();
    for (Object[] row : rows(Item.COUNT_OF_PROVIDERS, Object[].class, providers)) {
      items
          .computeIfAbsent((Long) row[0], provider -> new TreeMap<>())
          .put((Integer) row[1], (Long) row[2]);
    }
    // the most frequent last: it stays
    Map<Long, String> names = new HashMap<>();
    rows(Item.NAMES_OF_PROVIDERS, Object[].class, providers)
        .forEach(row -> names.put((Long) row[0], (String) row[1]));
    Map<Long, Long> sites = new HashMap<>();
    rows(Item.SITES_OF_PROVIDERS, Object[].class, providers)
        .forEach(row -> sites.put((Long) row[0], (Long) row[1]));
    Map<Long, BankOutage> outages = new HashMap<>();
    rows(BankOutage.OPEN_OF_PROVIDERS, BankOutage.class, providers)
        .forEach(outage -> outages.put(outage.providerId(), outage));
    return providers.stream()
        .map(
            provider -> {
              Map<Integer, Long> byStatus = items.getOrDefault(provider, Map.of());
              return new BankView(
                  provider,
                  names.get(provider),
                  byStatus,
                  ItemStatus.words(byStatus.keySet()),
                  sites.getOrDefault(provider, 0L),
                  outages.containsKey(provider) ? outages.get(provider).beganAt() : null);
            })
        .toList();
  }

  private <T> List<T> rows(String query, Class<T> type, List<Long> providers) {
    return em.createNamedQuery(query, type).setParameter("providerIds", providers).getResultList();
  }
}
