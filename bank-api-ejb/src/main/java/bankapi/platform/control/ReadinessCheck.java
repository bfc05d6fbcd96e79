package bankapi.platform.control;

/**
 * One thing the gateway depends on. Every bean of this type is asked by {@code /api/health/ready};
 * it must answer within a few seconds and never throw.
 */
public interface ReadinessCheck {

  /** The name operators see: lower case, one word. */
  String name();

  /** Whether no request can be served without it: then this node should get none. */
  boolean vital();

  boolean up();
}
