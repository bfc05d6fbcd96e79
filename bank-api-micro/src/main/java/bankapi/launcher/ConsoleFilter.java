package bankapi.launcher;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Lets through what an operator should read: warnings of everybody, and what Bank API itself says.
 */
public final class ConsoleFilter implements Filter {
  @Override
  public boolean isLoggable(LogRecord entry) {
    String logger = entry.getLoggerName();
    return entry.getLevel().intValue() >= Level.WARNING.intValue()
        || (logger != null && logger.startsWith("bankapi"));
  }
}
