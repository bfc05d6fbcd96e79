package bankapi.launcher;

/**
 * Refuses a Java that is too old in words, then hands over to {@link Launcher}. Compiled for Java
 * 8: an older Java must be able to load this class to say that it is too old.
 */
public final class Main {
  private static final int OLDEST_JAVA = 17;

  private Main() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    String java = System.getProperty("java.specification.version");
    if (feature(java) < OLDEST_JAVA) {
      System.err.println(
          "Bank API needs Java " + OLDEST_JAVA + " or newer; this is Java " + java + ".");
      System.exit(1);
    }
    Class.forName("bankapi.launcher.Launcher")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }

  /** The feature number of a {@code java.specification.version}: 8 for 1.8, 17 for 17. */
  static int feature(String specification) {
    String number = specification.startsWith("1.") ? specification.substring(2) : specification;
    return Integer.parseInt(number);
  }
}
