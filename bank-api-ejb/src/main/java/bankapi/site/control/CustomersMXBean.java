package bankapi.site.control;

/** API users and sites; the same on every node, counted every 15 seconds. */
public interface CustomersMXBean {

  /** Active ones; -1 where nobody could count for a minute. */
  long getSites();

  /** Active ones; -1 where nobody could count for a minute. */
  long getApiUsers();
}
