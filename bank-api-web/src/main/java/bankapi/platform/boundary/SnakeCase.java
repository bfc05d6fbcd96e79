package bankapi.platform.boundary;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** Names as they are in JSON. */
public final class SnakeCase {

  private SnakeCase() {}

  /** {@code itemId} is {@code item_id}. */
  public static String nameOf(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
