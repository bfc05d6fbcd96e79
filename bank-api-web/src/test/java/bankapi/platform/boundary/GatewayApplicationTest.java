package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GatewayApplicationTest {

  @Test
  void namesEveryResourceAndProviderOfTheModule() {
    Set<String> written =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("bankapi")
                .stream()
                .filter(type -> !type.isInterface())
                .filter(
                    type ->
                        type.isAnnotatedWith(Path.class) || type.isAnnotatedWith(Provider.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

    assertThat(new GatewayApplication().getClasses())
        .extracting(Class::getName)
        .containsExactlyInAnyOrderElementsOf(written);
  }
}
