package bankapi.platform.control;

import org.jspecify.annotations.Nullable;

/** One of an enum's constants as callers write it: in lower case, any case is understood. */
public final class Choice {

  private Choice() {}

  /**
   * @param text null: no choice
   * @throws GatewayException INVALID_ARGUMENT naming the argument
   */
  public static <E extends Enum<E>> @Nullable E of(
      String argument, Class<E> type, @Nullable String text) {
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw GatewayException.invalid(argument, "is not one of the values it may have");
  }
}
