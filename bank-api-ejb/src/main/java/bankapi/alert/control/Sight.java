package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What this node knows of one kind of trouble.
 *
 * @param asOf what is neither among the conditions nor found by itself was not so at this time;
 *     {@link Instant#MIN} where that is not known
 * @param others finds by its subject what is so too, where the conditions are only some
 */
public record Sight(
    Alert.Kind kind,
    Instant asOf,
    List<Condition> conditions,
    Function<String, Optional<Condition>> others) {

  /** The conditions are all there are. */
  Sight(Alert.Kind kind, Instant asOf, List<Condition> conditions) {
    this(kind, asOf, conditions, subject -> Optional.empty());
  }

  static Sight unknown(Alert.Kind kind) {
    return new Sight(kind, Instant.MIN, List.of());
  }
}
