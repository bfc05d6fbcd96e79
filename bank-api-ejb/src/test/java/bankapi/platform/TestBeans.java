package bankapi.platform;

import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Fills a bean's fields as the container would: settings by their defaults, beans from a list. */
public final class TestBeans {

  private TestBeans() {}

  /** A new bean; what it injects and is not among the beans given stays null. */
  public static <T> T create(Class<T> type, Object... beans) {
    try {
      Constructor<T> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      T bean = constructor.newInstance();
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(Inject.class)) {
          field.setAccessible(true);
          inject(bean, field, beans);
        }
      }
      return bean;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private static void inject(Object bean, Field field, Object[] beans)
      throws IllegalAccessException {
    ConfigProperty setting = field.getAnnotation(ConfigProperty.class);
    if (setting == null) {
      Optional<Object> found = Arrays.stream(beans).filter(field.getType()::isInstance).findFirst();
      if (found.isPresent()) {
        field.set(bean, found.get());
      }
    } else if (!setting.defaultValue().equals(ConfigProperty.UNCONFIGURED_VALUE)) {
      field.set(bean, read(field.getType(), setting.defaultValue()));
    }
  }

  private static Object read(Class<?> type, String text) {
    if (type == int.class) {
      return Integer.valueOf(text);
    }
    if (type == long.class) {
      return Long.valueOf(text);
    }
    if (type == boolean.class) {
      return Boolean.valueOf(text);
    }
    if (type == Duration.class) {
      return Duration.parse(text);
    }
    if (type == String.class) {
      return text;
    }
    throw new IllegalArgumentException("set " + type + " yourself");
  }
}
