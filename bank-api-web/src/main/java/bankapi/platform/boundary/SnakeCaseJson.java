package bankapi.platform.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * How records become JSON everywhere: {@code itemId} is {@code item_id}; a null or empty component
 * is written as null, so that a reader in Python meets the key.
 */
@Provider
@ApplicationScoped
public class SnakeCaseJson implements ContextResolver<Jsonb> {

  private final Jsonb jsonb =
      JsonbBuilder.create(
          new JsonbConfig()
              .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
              .withNullValues(true));

  @Override
  public Jsonb getContext(Class<?> type) {
    return jsonb;
  }

  /** The JSON text of any value, {@code null} included. */
  public String write(Object value) {
    return jsonb.toJson(value);
  }

  /** Reads a JSON object; names that the type does not have are passed over. */
  public <T> T read(String text, Class<T> type) {
    return jsonb.fromJson(text, type);
  }
}
