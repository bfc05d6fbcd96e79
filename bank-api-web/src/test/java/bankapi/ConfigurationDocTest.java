package bankapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What the code reads and what the documentation says are the same settings and defaults. */
class ConfigurationDocTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| `(bankapi\\.[a-z0-9.-]+)` \\|(?: `?([^|`]*)`? \\|)?.*\\|$");

  /** Read by the launcher of the executable jar, which is another module. */
  private static final Pattern LAUNCHER =
      Pattern.compile(
          "bankapi\\.(database\\..*|mail\\..*|log\\.format|operator\\.(name|password))");

  @Test
  void everySettingIsDocumentedWithItsDefault() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && !LAUNCHER.matcher(row.group(1)).matches()) {
        documented.put(row.group(1), isDefault(line) ? row.group(2) : "");
      }
    }
    assertThat(documented).isEqualTo(read()).isNotEmpty();
  }

  /** Rows of three columns name a default; "none" means that there is none. */
  private static boolean isDefault(String line) {
    return line.split("(?<!\\\\)\\|").length == 4 && !line.contains("| none |");
  }

  private static Map<String, String> read() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("bankapi");
    Map<String, String> settings = new TreeMap<>();
    classes.stream()
        .flatMap(type -> type.getFields().stream())
        .filter(field -> field.isAnnotatedWith(ConfigProperty.class))
        .map(JavaField::getAnnotations)
        .flatMap(annotations -> annotations.stream())
        .filter(annotation -> annotation.getRawType().isEquivalentTo(ConfigProperty.class))
        .forEach(annotation -> settings.put(text(annotation, "name"), standard(annotation)));
    return settings;
  }

  private static String standard(JavaAnnotation<JavaField> annotation) {
    String value = text(annotation, "defaultValue");
    return value.equals(ConfigProperty.UNCONFIGURED_VALUE) ? "" : value;
  }

  private static String text(JavaAnnotation<JavaField> annotation, String property) {
    return annotation.get(property).map(Object::toString).orElse("");
  }
}
