package bankapi.acceptance.kill;

/** Where the process is killed that takes a person's browser back from Bridge. */
enum ReturnPoint {
  /** Bridge was asked for the item. */
  BEFORE_RETURNED("entry bankapi.connection.control.ConnectionStore:returned", false),
  /** Request, item and delivery are written, and none of them is committed. */
  INSIDE_RETURNED("exit bankapi.connection.control.ConnectionStore:returned", false),
  /** Committed, and the browser is not sent home. */
  AFTER_RETURNED("exit bankapi.connection.control.ConnectReturns:arrive", true);

  private final String point;
  private final boolean committed;

  ReturnPoint(String point, boolean committed) {
    this.point = point;
    this.committed = committed;
  }

  /** As {@link KillAgent} reads it. */
  String point() {
    return point;
  }

  /** Whether the new state and its delivery are in the database. */
  boolean committed() {
    return committed;
  }
}
