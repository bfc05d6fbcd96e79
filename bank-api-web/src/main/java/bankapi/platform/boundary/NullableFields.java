package bankapi.platform.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of the records that become JSON may be null, as their components say. Used by the
 * build, and not in the archive.
 */
final class NullableFields {

  private final Map<String, Map<Set<String>, Set<String>>> byName = new HashMap<>();
  private final Map<Set<String>, Set<String>> ofGeneric = new HashMap<>();

  /** Of the records that lie where these classes do. */
  NullableFields(Class<?>... beside) {
    for (Class<?> one : beside) {
      try {
        read(Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()));
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @param name of a record, that of a generic one with its argument's behind it
   * @param fields all of the record's, in snake_case
   * @return those that may be null; none where no such record is known
   */
  Set<String> of(String name, Set<String> fields) {
    Set<String> known = byName.getOrDefault(name, Map.of()).get(fields);
    return known == null ? ofGeneric.getOrDefault(fields, Set.of()) : known;
  }

  private void read(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      readTree(place);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
      readTree(jar.getPath("/"));
    }
  }

  private void readTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("bankapi"))) {
      files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.replaceAll("\\.class$", "").replaceAll("[/\\\\]", "."))
          .forEach(this::look);
    }
  }

  private void look(String name) {
    try {
      Class<?> type = Class.forName(name, false, NullableFields.class.getClassLoader());
      if (type.isRecord()) {
        List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
        Set<String> fields = names(components.stream());
        Set<String> nullable =
            names(
                components.stream()
                    .filter(one -> one.getAnnotatedType().isAnnotationPresent(Nullable.class)));
        byName
            .computeIfAbsent(type.getSimpleName(), unknown -> new HashMap<>())
            .put(fields, nullable);
        if (type.getTypeParameters().length > 0) {
          ofGeneric.computeIfAbsent(fields, unknown -> new HashSet<>()).addAll(nullable);
        }
      }
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static Set<String> names(Stream<RecordComponent> components) {
    return components.map(SnakeCase::nameOf).collect(Collectors.toSet());
  }
}
