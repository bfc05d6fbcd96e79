package bankapi.platform.control;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure and what caused it, outermost first. */
public final class Causes {

  private static final int DEEPEST = 20;

  private Causes() {}

  /** The innermost. */
  public static Throwable root(Throwable failure) {
    List<Throwable> chain = of(failure);
    return chain.get(chain.size() - 1);
  }

  /** At most 20: a chain may be a ring. */
  public static List<Throwable> of(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    @Nullable Throwable cause = failure;
    while (cause != null && chain.size() < DEEPEST) {
      chain.add(cause);
      cause = cause.getCause();
    }
    return chain;
  }
}
