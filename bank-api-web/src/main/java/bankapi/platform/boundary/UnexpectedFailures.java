package bankapi.platform.boundary;

import bankapi.platform.control.RareTraces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * Logs what nobody expected: one line each, and the stack trace of one kind now and then ({@link
 * RareTraces}).
 */
@ApplicationScoped
public class UnexpectedFailures {

  private static final System.Logger LOGGER = System.getLogger(UnexpectedFailures.class.getName());

  @Inject RareTraces traces;

  /** One line under the request's id. */
  public void log(String requestId, Throwable failure) {
    String line = "request " + requestId + " failed unexpectedly: " + failure.getClass().getName();
    if (traces.isDue(failure)) {
      LOGGER.log(Level.ERROR, line, failure);
    } else {
      LOGGER.log(Level.ERROR, line + " (stack trace logged within the last minute)");
    }
  }
}
