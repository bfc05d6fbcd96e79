package bankapi.platform.control;

import java.util.function.IntSupplier;

/** What is too much for one transaction. */
public final class Batches {

  private Batches() {}

  /**
   * Repeats a step until it finds less than it could take.
   *
   * @param most it takes at once
   * @param step says how many it took
   * @return how many it took in all
   */
  public static int all(int most, IntSupplier step) {
    int total = 0;
    int taken;
    do {
      taken = step.getAsInt();
      total += taken;
    } while (taken == most);
    return total;
  }
}
