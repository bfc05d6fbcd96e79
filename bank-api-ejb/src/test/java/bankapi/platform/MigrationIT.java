package bankapi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.admin.entity.IdempotentRequest;
import bankapi.alert.entity.Alert;
import bankapi.alert.entity.AlertNotice;
import bankapi.connection.entity.ConnectionRequest;
import bankapi.connection.entity.UserRun;
import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryAttempt;
import bankapi.delivery.entity.DeliveryRun;
import bankapi.delivery.entity.WebhookTarget;
import bankapi.event.entity.EventRun;
import bankapi.event.entity.ReceivedEvent;
import bankapi.item.entity.BankOutage;
import bankapi.item.entity.BankOutageSite;
import bankapi.item.entity.Item;
import bankapi.operator.entity.OperatorSession;
import bankapi.operator.entity.OperatorToken;
import bankapi.platform.entity.AuditEntry;
import bankapi.site.entity.ApiUser;
import bankapi.site.entity.BridgeUser;
import bankapi.site.entity.Site;
import jakarta.persistence.Column;
import jakarta.persistence.Version;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * After all migrations every entity is written and read back as it was: once with as little as it
 * may have, so that each nullable column was null, and once with every column filled.
 */
@OnEachDatabase
class MigrationIT {

  private static final Instant AT = Instant.parse("2026-03-29T01:30:00.123Z");

  private final TestDatabase database;

  MigrationIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void everyEntityComesBackWithItsNulls() {
    roundTrip(entities());
  }

  @Test
  void everyEntityComesBackWithAllColumnsFilled() throws IllegalAccessException {
    List<Object> entities = entities();
    for (Object entity : entities) {
      fill(entity);
    }
    roundTrip(entities);
  }

  @Test
  void noEntityIsForgottenHere() {
    Set<String> mapped =
        database.inTransaction(
            em ->
                em.getMetamodel().getEntities().stream()
                    .map(e -> e.getJavaType().getName())
                    .collect(Collectors.toSet()));
    assertThat(entities())
        .extracting(e -> e.getClass().getName())
        .containsOnlyOnceElementsOf(mapped);
  }

  private void roundTrip(List<Object> entities) {
    List<Map<String, Object>> written = new ArrayList<>();
    database.doInTransaction(
        em ->
            entities.forEach(
                e -> {
                  em.persist(e);
                  em.flush();
                }));
    entities.forEach(e -> written.add(state(e)));
    database.doInTransaction(
        em -> {
          for (int i = 0; i < entities.size(); i++) {
            Object found = em.find(entities.get(i).getClass(), written.get(i).get("id"));
            assertThat(state(found)).isEqualTo(written.get(i));
          }
        });
  }

  /** One of each, in the order of their foreign keys. */
  private static List<Object> entities() {
    ApiUser user = new ApiUser(random(), "hash", "a@b.fr", AT);
    Site site =
        new Site(
            user.id(), "erp", "https://erp.fr", Set.of("erp.fr"), "k1:x", "fr", "Europe/Paris", AT);
    BridgeUser bridgeUser = new BridgeUser(site.id(), "", AT);
    long bridgeId = UUID.randomUUID().getMostSignificantBits();
    Item item = new Item(bridgeUser.id(), site.id(), bridgeId, AT);
    Alert alert = new Alert(Alert.Kind.BANK_DOWN, random(), AT, 0, "{}", AT);
    BankOutage outage = new BankOutage(bridgeId, AT, AT);
    ConnectionRequest request =
        new ConnectionRequest(
            ConnectionRequest.Kind.CONNECT,
            bridgeUser.id(),
            site.id(),
            random(),
            null,
            null,
            "https://erp.fr/x",
            null,
            "fr",
            AT,
            AT);
    WebhookTarget target = new WebhookTarget(site.id(), "https://erp.fr/hook", AT);
    Delivery delivery =
        new Delivery(
            UUID.randomUUID(),
            site.id(),
            target.id(),
            null,
            "ping",
            "https://erp.fr/hook",
            "{}",
            null,
            AT);
    return List.of(
        user,
        site,
        bridgeUser,
        item,
        outage,
        new BankOutageSite(outage.id(), site.id(), null, null),
        request,
        new ReceivedEvent(random(), "TEST_EVENT", null, null, "{}", AT, AT),
        target,
        delivery,
        attempt(delivery),
        new DeliveryRun(
            DeliveryRun.Action.REPLAY,
            random(),
            random(),
            new DeliveryRun.Which(null, null, null, null, null, true, null, AT),
            UUID.randomUUID(),
            7,
            AT),
        new EventRun(
            random(),
            random(),
            new EventRun.Which(null, null, null, ReceivedEvent.State.DONE, AT, AT),
            7,
            AT),
        new UserRun(random(), random(), "me", site.id(), 7, AT),
        new AuditEntry(AT, "me", "test", "site erp", UUID.randomUUID(), null),
        new OperatorSession(random(), "alice", AT, AT),
        new OperatorToken(random(), "alice", "cron", OperatorToken.Scope.READ, AT, AT),
        new IdempotentRequest(random(), "hash", AT),
        alert,
        new AlertNotice(alert.id(), "mail", AT));
  }

  private static DeliveryAttempt attempt(Delivery delivery) {
    return new DeliveryAttempt(
        delivery.id(),
        delivery.siteId(),
        AT,
        Duration.ofMillis(5),
        DeliveryAttempt.Outcome.values()[0],
        null,
        null,
        null);
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }

  private static void fill(Object entity) throws IllegalAccessException {
    for (Field field : columns(entity.getClass())) {
      if (field.get(entity) == null) {
        field.set(entity, sample(field.getType()));
      }
    }
  }

  private static Object sample(Class<?> type) {
    if (type == String.class) {
      return "\u00e9\u20ac";
    }
    if (type == Instant.class) {
      return AT.plusSeconds(1);
    }
    if (type == UUID.class) {
      return UUID.randomUUID();
    }
    if (type == Long.class) {
      return 33_000_191_035_700L;
    }
    if (type == Integer.class) {
      return -2;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  private static Map<String, Object> state(Object entity) {
    Map<String, Object> state = new LinkedHashMap<>();
    for (Field field : columns(entity.getClass())) {
      try {
        state.put(field.getName(), field.get(entity));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return state;
  }

  private static List<Field> columns(Class<?> type) {
    List<Field> columns =
        type.getSuperclass() == Object.class ? new ArrayList<>() : columns(type.getSuperclass());
    for (Field field : type.getDeclaredFields()) {
      if (field.isAnnotationPresent(Column.class) && !field.isAnnotationPresent(Version.class)) {
        field.setAccessible(true);
        columns.add(field);
      }
    }
    return columns;
  }
}
