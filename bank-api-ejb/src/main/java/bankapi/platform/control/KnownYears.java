package bankapi.platform.control;

import java.time.Instant;

/**
 * The years that times given from outside may lie in. What is further away can be read, but not be
 * kept or counted with: databases and ids have no place for it.
 */
public final class KnownYears {

  /** Some write 1900-01-01 for "everything"; east of Greenwich it begins before it does there. */
  private static final Instant FIRST = Instant.parse("1899-12-31T00:00:00Z");

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private KnownYears() {}

  /**
   * @throws GatewayException INVALID_ARGUMENT
   */
  public static Instant check(String argument, Instant time) {
    if (time.isBefore(FIRST) || !time.isBefore(END)) {
      throw GatewayException.invalid(argument, "must be in a year from 1900 to 9999");
    }
    return time;
  }
}
