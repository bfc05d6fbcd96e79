package bankapi.item.control;

import bankapi.item.entity.Item;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.EnumMap;
import java.util.Map;

/** Store: counts the live items by who has to do something. */
@Stateless
public class ItemCounter {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  public Map<ItemStatus.Meaning, Long> count() {
    Map<ItemStatus.Meaning, Long> counts = new EnumMap<>(ItemStatus.Meaning.class);
    em.createNamedQuery(Item.COUNT_BY_STATUS, Object[].class)
        .getResultStream()
        .forEach(
            row ->
                counts.merge(ItemStatus.of((Integer) row[0]).meaning(), (Long) row[1], Long::sum));
    return counts;
  }
}
