package bankapi.platform.control;

/**
 * Counts in the database what metrics, health and JMX show, every 15 seconds on every node, so that
 * those who look cost no query however often they do.
 */
public interface Sampler {

  /** Counts anew and remembers it; may fail. */
  void sample();
}
