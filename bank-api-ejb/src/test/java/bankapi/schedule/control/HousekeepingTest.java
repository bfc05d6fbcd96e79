package bankapi.schedule.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.alert.control.AlertStore;
import bankapi.bridge.control.BudgetLeases;
import bankapi.connection.control.ConnectionRetention;
import bankapi.delivery.control.DeliveryRetention;
import bankapi.event.control.EventRetention;
import bankapi.item.control.OutageStore;
import bankapi.platform.HandClock;
import bankapi.platform.TestBeans;
import bankapi.platform.control.AuditRetention;
import bankapi.site.control.SecretRenewal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

  private final List<String> done = new ArrayList<>();

  private int fail(String what) {
    done.add(what);
    throw new IllegalStateException("the database does not like it");
  }

  @Test
  void whatFailsKeepsNothingElseFromItsTurn() {
    TestBeans.create(
            Housekeeping.class,
            new HandClock(),
            new DeliveryRetention() {
              @Override
              public int purge(Instant now) {
                return fail("deliveries");
              }
            },
            new EventRetention() {
              @Override
              public int purge(Instant now) {
                return fail("events");
              }
            },
            new ConnectionRetention() {
              @Override
              public int purge(Instant now) {
                return fail("connections");
              }
            },
            new AuditRetention() {
              @Override
              public int purge(Instant now) {
                return fail("audit");
              }
            },
            new OutageStore() {
              @Override
              public int purge() {
                return fail("outages");
              }
            },
            new AlertStore() {
              @Override
              public int purge() {
                return fail("alerts");
              }
            },
            new BudgetLeases() {
              @Override
              public int purge(Instant now) {
                return fail("budgets");
              }
            },
            new SecretRenewal() {
              @Override
              public int renew() {
                return fail("secrets");
              }
            })
        .tick();
    assertThat(done)
        .containsExactly(
            "deliveries",
            "events",
            "connections",
            "audit",
            "outages",
            "alerts",
            "budgets",
            "secrets");
  }
}
