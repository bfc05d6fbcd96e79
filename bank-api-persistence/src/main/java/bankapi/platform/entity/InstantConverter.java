package bankapi.platform.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Stores every {@code Instant} as timestamptz; EclipseLink 4 would serialize it into a blob. */
@Converter(autoApply = true)
public class InstantConverter
    implements AttributeConverter<@Nullable Instant, @Nullable OffsetDateTime> {

  @Override
  public @Nullable OffsetDateTime convertToDatabaseColumn(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public @Nullable Instant convertToEntityAttribute(@Nullable OffsetDateTime stored) {
    return stored == null ? null : stored.toInstant();
  }
}
