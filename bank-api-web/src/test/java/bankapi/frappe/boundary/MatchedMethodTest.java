package bankapi.frappe.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.boundary.GatewayApplication;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatchedMethodTest {

  @Test
  void aMethodIsCountedUnderTheNameItIsDeclaredBy() throws NoSuchMethodException {
    assertThat(MatchedMethod.nameOf(UtilityMethods.class.getMethod("frappePing")))
        .contains("frappe.ping");
    assertThat(MatchedMethod.nameOf(UnknownMethod.class.getMethod("unknown", String.class)))
        .isEmpty();
  }

  /** A template would let callers choose the name. */
  @Test
  void noNameHoldsWhatACallerWrites() {
    List<String> names =
        new GatewayApplication()
            .getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .filter(type -> type.getAnnotation(Path.class).value().equals("method"))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(POST.class))
                .map(MatchedMethod::nameOf)
                .flatMap(Optional::stream)
                .toList();
    assertThat(names).hasSizeGreaterThan(15).allMatch(name -> name.matches("[a-z_.]+"));
  }
}
