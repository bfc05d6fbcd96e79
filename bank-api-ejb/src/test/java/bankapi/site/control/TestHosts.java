package bankapi.site.control;

/** What tests of other packages need of {@link Hosts}. */
public final class TestHosts {

  private TestHosts() {}

  /** Also plain http and this machine, as in development. */
  public static Hosts withLoopback() {
    return new Hosts(true);
  }
}
