package bankapi.platform.control;

import bankapi.platform.entity.BulkRun;
import java.util.Locale;

/** Where a run over many rows is. */
public enum RunState {
  RUNNING("e.finishedAt is null"),
  FINISHED("e.finishedAt is not null and e.cancelledAt is null"),
  CANCELLED("e.cancelledAt is not null");

  private final String condition;

  RunState(String condition) {
    this.condition = condition;
  }

  public static RunState of(BulkRun run) {
    if (run.cancelledAt() != null) {
      return CANCELLED;
    }
    return run.finishedAt() == null ? RUNNING : FINISHED;
  }

  /** As the APIs say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String condition() {
    return condition;
  }
}
