package bankapi.platform.boundary;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** Names as they are in JSON. */
public final class SnakeCase {

  private SnakeCase() {}

  /** {@code itemId} is {@code item_id}. */
  public static String nameOf(RecordComponent component) {
    return of(component.getName());
  }

  /** The same of any name. */
  public static String of(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
