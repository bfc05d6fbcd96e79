package bankapi.sandbox.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules in force, and how often each may still strike. */
public final class Faults {

  private static final int REMEMBERED_PAGES = 20_000;

  private final List<Active> rules = new ArrayList<>();

  /** Which page of a list a cursor leads to. */
  private final Map<String, Integer> pages =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED_PAGES;
        }
      };

  private static final class Active {
    final FaultRule rule;
    int left;

    Active(FaultRule rule) {
      this.rule = rule;
      this.left = rule.times() == null ? Integer.MAX_VALUE : rule.times();
    }
  }

  /** What is still in force, for the list. */
  public synchronized List<FaultRule> rules() {
    return rules.stream().filter(active -> active.left > 0).map(active -> active.rule).toList();
  }

  /** Replaces all rules. */
  public synchronized void replace(List<FaultRule> next) {
    rules.clear();
    next.stream().map(Active::new).forEach(rules::add);
  }

  public void clear() {
    replace(List.of());
  }

  /** What strikes this request: at most one rule per kind, the first in the list. */
  public synchronized Map<FaultRule.Kind, FaultRule> strike(
      String method, String path, @Nullable String cursor) {
    Map<FaultRule.Kind, FaultRule> struck = new EnumMap<>(FaultRule.Kind.class);
    int page = page(path, cursor);
    for (Active active : rules) {
      if (active.left > 0
          && !struck.containsKey(active.rule.kind())
          && active.rule.matches(method, path, page)) {
        active.left--;
        struck.put(active.rule.kind(), active.rule);
      }
    }
    return struck;
  }

  /** Notes that the page reached by {@code cursor} led on to {@code next}. */
  public synchronized void ledTo(String path, @Nullable String cursor, String next) {
    if (!rules.isEmpty()) {
      int following = page(path, cursor) + 1;
      pages.put(path + ' ' + next, following);
    }
  }

  private int page(String path, @Nullable String cursor) {
    return cursor == null ? 1 : pages.getOrDefault(path + ' ' + cursor, 2);
  }
}
