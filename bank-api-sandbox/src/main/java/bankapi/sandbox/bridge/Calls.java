package bankapi.sandbox.bridge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, in the order they were answered. */
public final class Calls {

  private static final int REMEMBERED = 20_000;

  private final Deque<RecordedCall> calls = new ArrayDeque<>();
  private long total;

  synchronized void add(RecordedCall call) {
    total++;
    calls.addLast(call);
    if (calls.size() > REMEMBERED) {
      calls.removeFirst();
    }
  }

  public synchronized List<RecordedCall> list() {
    return List.copyOf(calls);
  }

  /** How many there were since the last {@link #clear}, remembered or not. */
  public synchronized long total() {
    return total;
  }

  public synchronized void clear() {
    calls.clear();
    total = 0;
  }
}
