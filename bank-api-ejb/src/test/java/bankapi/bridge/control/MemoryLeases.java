package bankapi.bridge.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The budgets of users as the database keeps them, in memory: what it grants is the same. */
final class MemoryLeases extends BudgetLeases {

  private final Map<String, Long> paidUntil = new HashMap<>();
  int count;
  int lastWanted;
  int away;

  @Override
  public int leaseOfUser(
      UUID user, Kind kind, Instant now, int want, long intervalMicros, int burst) {
    if (away > 0) {
      away--;
      throw new IllegalStateException("the database is away");
    }
    count++;
    lastWanted = want;
    for (int granted = want; granted > 0; granted = granted > 1 ? 1 : 0) {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
      long until =
          Math.max(micros, paidUntil.getOrDefault(user + " " + kind, 0L))
              + granted * intervalMicros;
      if (until <= micros + burst * intervalMicros) {
        paidUntil.put(user + " " + kind, until);
        return granted;
      }
    }
    return 0;
  }
}
