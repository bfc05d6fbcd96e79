package bankapi.platform.control;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The id of the request, or of the event, that this thread works for. It stands in the thread's
 * name for that time, which every server writes into its log lines, text or JSON: so the lines of
 * libraries and of the server carry it too, and a thread dump tells who waits for what
 * (docs/adr/0013-what-operators-see.md).
 */
public final class CurrentRequest {

  private static final ThreadLocal<String> ID = new ThreadLocal<>();

  private CurrentRequest() {}

  /** Ends what was begun; on the same thread. */
  public static final class Scope implements AutoCloseable {

    private final @Nullable String before;
    private final String name;

    private Scope(@Nullable String before, String name) {
      this.before = before;
      this.name = name;
    }

    @Override
    public void close() {
      if (before == null) {
        ID.remove();
      } else {
        ID.set(before);
      }
      Thread.currentThread().setName(name);
    }
  }

  /**
   * From now on this thread works for that request.
   *
   * @param id 1 to 64 letters, digits and hyphens
   */
  public static Scope begin(String id) {
    Thread thread = Thread.currentThread();
    Scope scope = new Scope(ID.get(), thread.getName());
    ID.set(id);
    thread.setName(thread.getName() + " request " + id);
    return scope;
  }

  /** Empty where the thread works for nobody, as a timer does. */
  public static Optional<String> id() {
    return Optional.ofNullable(ID.get());
  }

  /** The task as a part of this thread's request, for another thread. */
  public static Runnable carry(Runnable task) {
    String id = ID.get();
    return id == null
        ? task
        : () -> {
          try (Scope scope = begin(id)) {
            task.run();
          }
        };
  }
}
