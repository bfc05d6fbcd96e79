package bankapi.platform.control;

/** A bean that is shown to JMX as {@code bankapi:type=…}; it answers from memory. */
public interface Managed {

  /** For example {@code Bridge}. */
  String type();

  /** The bean's MXBean interface. */
  Class<?> view();
}
