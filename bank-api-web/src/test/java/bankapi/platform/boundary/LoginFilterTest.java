package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.frappe.boundary.UnknownMethod;
import bankapi.frappe.boundary.UtilityMethods;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LoginFilterTest {

  /** Whoever opens one more has to say so here too. */
  @Test
  void theseMethodsAreOpenToGuestsAndNoOthers() {
    Set<String> open = new TreeSet<>();
    for (Class<?> type : new GatewayApplication().getClasses()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(LoginFilterTest::isResource)
          .filter(method -> LoginFilter.isOpen(method, type))
          .forEach(method -> open.add(type.getSimpleName() + "." + method.getName()));
    }

    assertThat(open)
        .containsExactlyInAnyOrder(
            "BridgeWebhookResource.receive", // checks Bridge's signature itself
            "ConnectReturnResource.arrive", // a browser without a key; believes nothing it carries
            "HealthResource.live",
            "HealthResource.ready",
            "HealthResource.started",
            "MetricsResource.read", // asks for a token of its own
            "SessionAdminResource.login", // asks the server's realm
            "UnknownMethod.unknown",
            "UtilityMethods.frappePing",
            "UtilityMethods.logout",
            "UtilityMethods.ping",
            "UtilityMethods.version");
  }

  @Test
  void whatIsNotMarkedIsClosed() throws NoSuchMethodException {
    assertThat(
            LoginFilter.isOpen(UtilityMethods.class.getMethod("loggedUser"), UtilityMethods.class))
        .isFalse();
    assertThat(
            LoginFilter.isOpen(
                UnknownMethod.class.getMethod("unknown", String.class), UnknownMethod.class))
        .isTrue();
  }

  private static boolean isResource(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(
            annotation ->
                annotation.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class));
  }
}
