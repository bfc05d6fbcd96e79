package bankapi.platform.control;

import bankapi.platform.control.PageWish.Cursor;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A list for operators: one entity with free filters, the newest first, in parts. Conditions are
 * constant JPQL about {@code e}; values are parameters, never text of the query.
 */
public final class Listing<E> {

  private final Class<E> type;
  private final String time;
  private final StringBuilder where = new StringBuilder();
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private Consumer<List<E>> first = rows -> {};

  /**
   * @param time the attribute to sort by, which never changes
   */
  public Listing(Class<E> type, String time) {
    this.type = type;
    this.time = time;
  }

  /**
   * Narrows the list, unless the value is null.
   *
   * @param condition about {@code e}, naming the value as {@code :name}
   */
  public Listing<E> where(String condition, String name, @Nullable Object value) {
    if (value != null) {
      only(condition);
      parameters.put(name, value);
    }
    return this;
  }

  /** Narrows the list by a condition without a value. */
  public Listing<E> only(String condition) {
    // never "1 = 1" to begin with: EclipseLink would write every value into the text on H2
    where.append(where.isEmpty() ? " where (" : " and (").append(condition).append(')');
    return this;
  }

  /** Narrows the list to a span of the time it is sorted by; the end is not in it. */
  public Listing<E> between(@Nullable Instant from, @Nullable Instant until) {
    return where("e." + time + " >= :from", "from", from)
        .where("e." + time + " < :until", "until", until);
  }

  /** What is done with all rows of a part, before any view is made of them. */
  public Listing<E> first(Consumer<List<E>> work) {
    this.first = work;
    return this;
  }

  /** A pattern for {@code like … escape '!'}; null stays null. */
  public static @Nullable String beginning(@Nullable String text) {
    return text == null ? null : text.replaceAll("[!%_]", "!$0") + "%";
  }

  /** As {@link #beginning}, anywhere in a lower-case text. */
  public static @Nullable String containing(@Nullable String text) {
    return text == null ? null : "%" + beginning(text.toLowerCase(Locale.ROOT));
  }

  /** As {@link #page}, for an attribute that is a unique number instead of a time. */
  public <V> Page<V> pageByNumber(
      EntityManager em, PageWish wish, ToLongFunction<E> number, Function<E, V> view) {
    where("e." + time + " < :cursorNumber", "cursorNumber", wish.number());
    return part(em, wish, " desc", last -> String.valueOf(number.applyAsLong(last)), view);
  }

  /** As {@link #page}, for ids that grow with time and stand in the place of the time. */
  public <V> Page<V> pageById(
      EntityManager em, PageWish wish, Function<E, UUID> id, Function<E, V> view) {
    where("e." + time + " < :cursorId", "cursorId", wish.id());
    return part(em, wish, " desc", last -> id.apply(last).toString(), view);
  }

  /** How many there are. */
  public long count(EntityManager em) {
    return query(em, "count(e)", "", Long.class).getSingleResult();
  }

  /** The first ids from the other end, the oldest first. */
  public List<UUID> oldest(EntityManager em, int limit) {
    String order = time.equals("id") ? "e.id" : "e." + time + ", e.id";
    return query(em, "e.id", " order by " + order, UUID.class).setMaxResults(limit).getResultList();
  }

  /**
   * @param at the row's value of the attribute the list is sorted by
   */
  public <V> Page<V> page(
      EntityManager em,
      PageWish wish,
      Function<E, Instant> at,
      Function<E, UUID> id,
      Function<E, V> view) {
    Cursor cursor = wish.cursor();
    if (cursor != null) {
      where("e." + time + " <= :cursorAt", "cursorAt", cursor.at());
      where("e." + time + " < :cursorAt or e.id < :cursorId", "cursorId", cursor.id());
    }
    return part(
        em,
        wish,
        " desc, e.id desc",
        last -> new Cursor(at.apply(last), id.apply(last)).text(),
        view);
  }

  private <V> Page<V> part(
      EntityManager em,
      PageWish wish,
      String direction,
      Function<E, String> cursor,
      Function<E, V> view) {
    List<E> found =
        query(em, "e", " order by e." + time + direction, type)
            .setMaxResults(wish.limit() + 1)
            .getResultList();
    boolean more = found.size() > wish.limit();
    List<E> shown = more ? found.subList(0, wish.limit()) : found;
    String next = more ? cursor.apply(shown.get(shown.size() - 1)) : null;
    first.accept(shown);
    return new Page<>(shown.stream().map(view).toList(), next);
  }

  private <R> TypedQuery<R> query(
      EntityManager em, String what, String order, Class<R> resultType) {
    TypedQuery<R> query =
        em.createQuery(
            "select " + what + " from " + type.getSimpleName() + " e" + where + order, resultType);
    parameters.forEach(query::setParameter);
    return query;
  }
}
