package bankapi.site.control;

import bankapi.site.entity.ApiUser.LinkAnswer;
import bankapi.site.entity.ApiUser.ListAnswer;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The first API user from configuration, so that a container starts usable: {@code
 * bankapi.bootstrap.api-key}, {@code bankapi.bootstrap.api-secret} (at least 32 characters, no
 * colon) and {@code bankapi.bootstrap.email}; all three or none. How it likes its answers and
 * whether it may have several sites may be said beside them.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Bootstrap {

  private static final Logger LOGGER = System.getLogger(Bootstrap.class.getName());
  private static final int SHORTEST_SECRET = 32;

  @Inject
  @ConfigProperty(name = "bankapi.bootstrap.api-key")
  Optional<String> key = Optional.empty();

  @Inject
  @ConfigProperty(name = "bankapi.bootstrap.api-secret")
  Optional<String> secret = Optional.empty();

  @Inject
  @ConfigProperty(name = "bankapi.bootstrap.email")
  Optional<String> email = Optional.empty();

  /** What link methods answer: object or url. */
  @Inject
  @ConfigProperty(name = "bankapi.bootstrap.link-answer", defaultValue = "object")
  String linkAnswer = "object";

  /** What list methods answer: list or resources. */
  @Inject
  @ConfigProperty(name = "bankapi.bootstrap.list-answer", defaultValue = "list")
  String listAnswer = "list";

  /** Whether it may have several sites: true or false. */
  @Inject
  @ConfigProperty(name = "bankapi.bootstrap.multi-site", defaultValue = "false")
  String multiSite = "false";

  @Inject FirstApiUser firstApiUser;

  @PostConstruct
  void run() {
    ApiUserPreferences preferences = preferences();
    if (key.isEmpty() && secret.isEmpty() && email.isEmpty()) {
      return;
    }
    check();
    if (firstApiUser.createOnce(
        key.orElseThrow(), secret.orElseThrow(), email.orElseThrow(), preferences)) {
      LOGGER.log(Level.INFO, "The first API user was created from bankapi.bootstrap.*");
    }
  }

  void check() {
    if (key.isEmpty() || secret.isEmpty() || email.isEmpty()) {
      throw new IllegalStateException(
          "bankapi.bootstrap.api-key, .api-secret and .email belong together: one is missing");
    }
    if (secret.get().length() < SHORTEST_SECRET) {
      throw new IllegalStateException(
          "bankapi.bootstrap.api-secret is refused: it needs at least 32 characters");
    }
    if (secret.get().contains(":") || key.get().contains(":") || key.get().length() > 64) {
      throw new IllegalStateException(
          "bankapi.bootstrap.api-key and .api-secret must hold no colon; a key has at most 64"
              + " characters");
    }
    if (!email.get().contains("@")) {
      throw new IllegalStateException("bankapi.bootstrap.email is not an e-mail address");
    }
  }

  ApiUserPreferences preferences() {
    return new ApiUserPreferences(
        chosen(
            "link-answer", linkAnswer, Map.of("object", LinkAnswer.OBJECT, "url", LinkAnswer.URL)),
        chosen(
            "list-answer",
            listAnswer,
            Map.of("list", ListAnswer.LIST, "resources", ListAnswer.RESOURCES)),
        chosen("multi-site", multiSite, Map.of("true", true, "false", false)));
  }

  private static <T> T chosen(String name, String value, Map<String, T> choices) {
    T chosen = choices.get(value);
    if (chosen == null) {
      throw new IllegalStateException(
          "bankapi.bootstrap."
              + name
              + " is neither "
              + String.join(" nor ", choices.keySet().stream().sorted().toList()));
    }
    return chosen;
  }
}
