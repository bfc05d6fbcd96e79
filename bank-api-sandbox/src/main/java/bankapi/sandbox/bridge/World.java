package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Ledger;
import bankapi.sandbox.data.Provider;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Everything Bridge remembers of an application: its users and their items. */
public final class World {

  private final Clock clock;
  private final Map<UUID, User> users = new HashMap<>();
  private final Map<String, User> byExternalId = new HashMap<>();
  private final Map<Long, Item> items = new TreeMap<>();
  private final Map<UUID, TreeMap<Long, Item>> byUser = new HashMap<>();
  private final Map<UUID, Long> itemsEver = new HashMap<>();
  private long nextItemId;
  private long usersEver;
  private volatile ApiSwitches switches;

  public World(Clock clock, long firstItemId, int transactionsPerItem) {
    this.clock = clock;
    this.nextItemId = firstItemId;
    this.switches = ApiSwitches.standard(transactionsPerItem);
  }

  public ApiSwitches switches() {
    return switches;
  }

  public void switches(ApiSwitches next) {
    switches = next;
  }

  public Instant now() {
    return clock.instant();
  }

  /** Forgets users and items. Item ids go on where they were; data starts over. */
  public synchronized void reset(ApiSwitches standard) {
    users.clear();
    byExternalId.clear();
    items.clear();
    byUser.clear();
    itemsEver.clear();
    usersEver = 0;
    switches = standard;
  }

  /** A new user, or nothing if the external id is taken. */
  synchronized Optional<User> createUser(Optional<String> externalId) {
    if (externalId.isPresent() && byExternalId.containsKey(externalId.get())) {
      return Optional.empty();
    }
    User user = new User(UUID.randomUUID(), externalId.orElse(null), usersEver++);
    users.put(user.uuid(), user);
    externalId.ifPresent(id -> byExternalId.put(id, user));
    byUser.put(user.uuid(), new TreeMap<>(Comparator.reverseOrder()));
    return Optional.of(user);
  }

  public synchronized Optional<User> user(UUID uuid) {
    return Optional.ofNullable(users.get(uuid));
  }

  synchronized Optional<User> userOfExternalId(String externalId) {
    return Optional.ofNullable(byExternalId.get(externalId));
  }

  /** All users in the order they came. */
  public synchronized List<User> users() {
    return users.values().stream().sorted(Comparator.comparingLong(User::ordinal)).toList();
  }

  /** Removes a user and all items; false if there is none. */
  public synchronized boolean deleteUser(UUID uuid) {
    User user = users.remove(uuid);
    if (user == null) {
      return false;
    }
    if (user.externalId() != null) {
      byExternalId.remove(user.externalId());
    }
    Map<Long, Item> owned = byUser.remove(uuid);
    if (owned != null) {
      items.keySet().removeAll(owned.keySet());
    }
    return true;
  }

  /** A new item whose first refresh has not run yet. */
  public synchronized Item addItem(User user, Provider provider, String accountTypes) {
    long id = nextItemId++;
    long nth = itemsEver.merge(user.uuid(), 1L, Long::sum);
    long seed = user.ordinal() * 1_000_003 + nth;
    Instant now = clock.instant();
    int rows = switches.transactionsPerItem();
    Item item =
        new Item(
            id,
            user.uuid(),
            provider,
            accountTypes,
            now,
            ItemStatus.ADDED,
            List.of(),
            now,
            null,
            null,
            Ledger.opened(seed, id, provider.bankCode(), rows, now),
            Set.of());
    put(item);
    return item;
  }

  public synchronized Optional<Item> item(long id) {
    return Optional.ofNullable(items.get(id));
  }

  /** The item, if it is this user's. */
  public Optional<Item> item(long id, User user) {
    return item(id).filter(item -> item.user().equals(user.uuid()));
  }

  /** A user's items, newest first. */
  public synchronized List<Item> itemsOf(UUID user) {
    Map<Long, Item> owned = byUser.get(user);
    return owned == null ? List.of() : List.copyOf(owned.values());
  }

  public synchronized Collection<Item> items() {
    return List.copyOf(items.values());
  }

  /** Changes an item that exists; gives what it became. */
  public synchronized Optional<Item> change(long id, UnaryOperator<Item> change) {
    Item item = items.get(id);
    if (item == null) {
      return Optional.empty();
    }
    Item changed = change.apply(item);
    put(changed);
    return Optional.of(changed);
  }

  public synchronized boolean deleteItem(long id) {
    Item item = items.remove(id);
    if (item != null) {
      byUser.getOrDefault(item.user(), new TreeMap<>()).remove(id);
    }
    return item != null;
  }

  private void put(Item item) {
    Map<Long, Item> owned = byUser.get(item.user());
    if (owned != null) {
      items.put(item.id(), item);
      owned.put(item.id(), item);
    }
  }
}
