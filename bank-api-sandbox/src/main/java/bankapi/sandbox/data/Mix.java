package bankapi.sandbox.data;

/**
 * Reproducible pseudo-random numbers as a pure function of a seed and a position, so that row
 * 900,000 can be computed without the 899,999 before it (SplitMix64's finaliser).
 */
final class Mix {

  private Mix() {}

  /** A well spread 64-bit value for this seed and position. */
  static long of(long seed, long position) {
    long z = seed + 0x9E3779B97F4A7C15L * (position + 1);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A value from 0 (inclusive) to {@code bound} (exclusive) for this seed and position. */
  static long below(long seed, long position, long bound) {
    return Long.remainderUnsigned(of(seed, position), bound);
  }

  /** One of the choices. */
  @SafeVarargs
  static <T> T pick(long seed, long position, T... choices) {
    return choices[(int) below(seed, position, choices.length)];
  }
}
