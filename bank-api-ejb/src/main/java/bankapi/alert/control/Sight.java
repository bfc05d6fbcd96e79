package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import java.time.Instant;
import java.util.List;

/**
 * What this node knows of one kind of trouble.
 *
 * @param asOf what is not among the conditions was not so at this time; {@link Instant#MIN} where
 *     that is not known
 */
public record Sight(Alert.Kind kind, Instant asOf, List<Condition> conditions) {

  static Sight unknown(Alert.Kind kind) {
    return new Sight(kind, Instant.MIN, List.of());
  }
}
