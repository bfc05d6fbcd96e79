package bankapi.alert.control;

import java.util.List;

/**
 * Knows some kinds of trouble. Every bean of this type is asked every 15 seconds on every node, so
 * it answers from what was counted anyway, or with a query that is cheap while all is well.
 */
public interface AlertSource {

  List<Sight> look();
}
