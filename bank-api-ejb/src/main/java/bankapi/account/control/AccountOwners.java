package bankapi.account.control;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.BridgePages;
import bankapi.bridge.control.UnknownBridgeUser;
import bankapi.item.control.ItemChanged;
import bankapi.item.control.LostUsers;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whose an account is: which Bridge user has it, and which item it came with. No account is ever
 * stored; what Bridge said is remembered in memory for minutes, ids only.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class AccountOwners {

  private static final int SIZE = 100_000;

  private record Owner(UUID userUuid, OptionalLong itemId) {}

  private record Denied(UUID userUuid, long accountId) {}

  /**
   * Who has an account.
   *
   * @param itemId the item it came with; empty where Bridge does not say
   */
  public record Found(BridgeCaller owner, OptionalLong itemId) {}

  /** How long it is remembered whose an account is, and whose it is not. */
  @Inject
  @ConfigProperty(name = "bankapi.account.remember-owners", defaultValue = "PT10M")
  Duration rememberOwners;

  @Inject BridgeGateway bridge;
  @Inject LostUsers lost;
  @Inject Clock clock;

  private Cache<UUID, Map<Long, Long>> itemsOfUsers;
  private Cache<Long, Owner> owners;
  private Cache<Denied, Boolean> denied;

  @PostConstruct
  void prepare() {
    itemsOfUsers = cache();
    owners = cache();
    denied = cache();
  }

  /** The item of each account of the user, remembered or read. */
  public Map<Long, Long> items(BridgeCaller who) {
    Map<Long, Long> known = itemsOfUsers.getIfPresent(who.userUuid());
    return known == null ? refetched(who) : known;
  }

  /** The same, read from Bridge now: an account was met that is not remembered. */
  public Map<Long, Long> refetched(BridgeCaller who) {
    Map<Long, Long> items = new HashMap<>();
    try (BridgePages pages = bridge.accounts(who, null)) {
      while (pages.hasNext()) {
        pages.next().forEach(row -> add(items, row.asJsonObject()));
      }
    }
    itemsOfUsers.put(who.userUuid(), Map.copyOf(items));
    return items;
  }

  /** An account of the user went by. */
  void seen(BridgeCaller who, JsonObject account) {
    if (account.get("id") instanceof JsonNumber id) {
      owners.put(id.longValue(), new Owner(who.userUuid(), itemId(account)));
    }
  }

  /**
   * Which of the candidates has the account. However many are asked, all of it takes no longer than
   * one call may. Those of whom Bridge said a while ago that they have not got it are asked last,
   * and believed where no time is left for them: so the next call comes further than this one.
   *
   * @throws GatewayException NOT_FOUND where none has it; what Bridge failed with where one could
   *     not be asked
   */
  public Found owner(List<BridgeCaller> candidates, long accountId) {
    for (BridgeCaller candidate : candidates) {
      Optional<Found> remembered = remembered(candidate, accountId);
      if (remembered.isPresent()) {
        return remembered.get();
      }
    }
    Instant end = clock.instant().plus(bridge.maxWait());
    GatewayException failure = null;
    for (BridgeCaller candidate : likeliestFirst(candidates, accountId)) {
      try {
        Optional<JsonObject> account = account(candidate, accountId, end);
        if (account.isPresent()) {
          OptionalLong item = itemId(account.get());
          owners.put(accountId, new Owner(candidate.userUuid(), item));
          return new Found(candidate, item);
        }
      } catch (GatewayException e) {
        failure = failure == null ? e : failure;
      }
    }
    throw failure == null ? GatewayException.notFound("Account", accountId) : failure;
  }

  private List<BridgeCaller> likeliestFirst(List<BridgeCaller> candidates, long accountId) {
    List<BridgeCaller> first = new ArrayList<>();
    List<BridgeCaller> last = new ArrayList<>();
    candidates.forEach(c -> (isDenied(c, accountId) ? last : first).add(c));
    first.addAll(last);
    return first;
  }

  private Optional<JsonObject> account(BridgeCaller candidate, long accountId, Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    if (left.toMillis() < 1) {
      if (isDenied(candidate, accountId)) {
        return Optional.empty();
      }
      throw new GatewayException(
          Code.BRIDGE_UNAVAILABLE, "Bridge does not answer for all users in time");
    }
    Optional<JsonObject> account = asked(candidate, accountId, left);
    if (account.isEmpty()) {
      denied.put(new Denied(candidate.userUuid(), accountId), true);
    }
    return account;
  }

  private Optional<JsonObject> asked(BridgeCaller candidate, long accountId, Duration left) {
    try {
      return bridge.account(candidate, accountId, left);
    } catch (UnknownBridgeUser e) {
      lost.confirm(candidate);
      return Optional.empty();
    }
  }

  private boolean isDenied(BridgeCaller candidate, long accountId) {
    return denied.getIfPresent(new Denied(candidate.userUuid(), accountId)) != null;
  }

  /** Something happened to the item: its accounts may be others now. */
  public void forget(@Observes ItemChanged changed) {
    long itemId = changed.itemId();
    owners.asMap().values().removeIf(o -> o.itemId().equals(OptionalLong.of(itemId)));
    itemsOfUsers.asMap().values().removeIf(items -> items.containsValue(itemId));
  }

  private Optional<Found> remembered(BridgeCaller candidate, long accountId) {
    Owner owner = owners.getIfPresent(accountId);
    if (owner != null && owner.userUuid().equals(candidate.userUuid())) {
      return Optional.of(new Found(candidate, owner.itemId()));
    }
    Map<Long, Long> items = itemsOfUsers.getIfPresent(candidate.userUuid());
    return items != null && items.containsKey(accountId)
        ? Optional.of(new Found(candidate, OptionalLong.of(items.get(accountId))))
        : Optional.empty();
  }

  private static void add(Map<Long, Long> items, JsonObject account) {
    OptionalLong item = itemId(account);
    if (item.isPresent() && account.get("id") instanceof JsonNumber id) {
      items.put(id.longValue(), item.getAsLong());
    }
  }

  private static OptionalLong itemId(JsonObject account) {
    return account.get("item_id") instanceof JsonNumber item
        ? OptionalLong.of(item.longValue())
        : OptionalLong.empty();
  }

  private <K, V> Cache<K, V> cache() {
    return Caffeine.newBuilder()
        .expireAfterWrite(rememberOwners)
        .maximumSize(SIZE)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .build();
  }
}
