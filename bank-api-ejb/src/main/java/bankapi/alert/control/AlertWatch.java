package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for what is wrong and writes it down, each condition in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertWatch {

  private static final Logger LOGGER = System.getLogger(AlertWatch.class.getName());

  @Inject @Any Instance<AlertSource> sources;
  @Inject AlertStore store;
  @Inject AlertChannels channels;

  /** Any number of nodes may do this at once. */
  public void tick() {
    List<String> told = channels.keys();
    for (AlertSource source : sources) {
      guarded(() -> source.look().forEach(sight -> writeDown(sight, told)));
    }
  }

  void writeDown(Sight sight, List<String> told) {
    Alert.Kind kind = sight.kind();
    sight.conditions().forEach(condition -> guarded(() -> store.see(kind, condition, told)));
    if (sight.asOf().isAfter(Instant.MIN)) {
      guarded(() -> end(sight, told));
    }
  }

  /** Whatever the sight does not show is over, unless it is found to be so by itself. */
  private void end(Sight sight, List<String> told) {
    Alert.Kind kind = sight.kind();
    Set<String> subjects =
        sight.conditions().stream().map(Condition::subject).collect(Collectors.toSet());
    Set<String> gone = new HashSet<>();
    for (String subject : store.unseen(kind, sight.asOf(), subjects)) {
      Optional<Condition> still = sight.others().apply(subject);
      if (still.isPresent()) {
        guarded(() -> store.see(kind, still.get(), told));
      } else {
        gone.add(subject);
      }
    }
    if (!gone.isEmpty()) {
      store.gone(kind, sight.asOf(), gone);
    }
  }

  /** What fails is looked at again in the next round, and holds up nothing else. */
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.INFO, "An alert is looked at later: {0}", e.toString());
    }
  }
}
