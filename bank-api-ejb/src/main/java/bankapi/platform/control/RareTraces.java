package bankapi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * Stack traces in the log: one of a kind at most once a minute, so that a fault under load cannot
 * fill the disk. A kind is the class and the place of the innermost cause.
 */
@ApplicationScoped
public class RareTraces {

  @Inject RareLines lines;

  /** True once a minute for failures of this kind. */
  public boolean isDue(Throwable failure) {
    return lines.due(kind(failure)).isPresent();
  }

  /** A warning with its stack trace; at DEBUG, where one of this kind was logged just before. */
  public void warn(System.Logger logger, String line, Throwable failure) {
    logger.log(isDue(failure) ? Level.WARNING : Level.DEBUG, line, failure);
  }

  private static String kind(Throwable failure) {
    Throwable root = Causes.root(failure);
    StackTraceElement[] trace = root.getStackTrace();
    return root.getClass().getName() + (trace.length == 0 ? "" : " " + trace[0]);
  }
}
