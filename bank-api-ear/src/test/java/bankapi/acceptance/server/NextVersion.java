package bankapi.acceptance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An archive as its next version may be: another version number, and one migration more. */
public final class NextVersion {
  public static final String NAME = "next";

  private static final String MIGRATION =
      "-- May run while the version before it runs: it only adds.\n"
          + "create table next_version (id bigint not null primary key);\n";

  private static final Map<Path, Path> MADE = new HashMap<>();

  private NextVersion() {}

  /** The next version of an EAR or of {@code bank-api.jar}, made once: a node may run from it. */
  public static synchronized Path of(Path archive) {
    return MADE.computeIfAbsent(archive, NextVersion::make);
  }

  private static Path make(Path archive) {
    Path next = Distribution.work().resolve("next-version").resolve(archive.getFileName());
    boolean ear = archive.toString().endsWith(".ear");
    String war = ear ? "bank-api-web.war" : "MICRO-INF/bank-api.war";
    try {
      Files.createDirectories(next.getParent());
      Files.copy(archive, next, StandardCopyOption.REPLACE_EXISTING);
      write(
          next,
          ear ? List.of("lib/bank-api-persistence.jar") : List.of(war, persistence(archive, war)),
          "db/migration/V9999__next_version.sql",
          MIGRATION);
      write(
          next,
          List.of(war),
          "WEB-INF/classes/bankapi/platform/boundary/version.properties",
          "version=" + NAME + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return next;
  }

  /** Its name has the version in it. */
  private static String persistence(Path jar, String war) throws IOException {
    try (FileSystem outer = FileSystems.newFileSystem(jar);
        FileSystem inner = FileSystems.newFileSystem(outer.getPath(war));
        var libraries =
            Files.newDirectoryStream(inner.getPath("WEB-INF/lib"), "bank-api-persistence-*.jar")) {
      return libraries.iterator().next().toString();
    }
  }

  /**
   * Writes one file into an archive that lies inside others.
   *
   * @param way from the outermost archive inwards
   */
  private static void write(Path archive, List<String> way, String file, String text)
      throws IOException {
    // stored: bank-api.jar reads what it contains where it lies
    try (FileSystem files =
        FileSystems.newFileSystem(archive, Map.of("compressionMethod", "STORED"))) {
      if (way.isEmpty()) {
        Files.writeString(files.getPath(file), text);
        return;
      }
      Path inner = files.getPath(way.get(0));
      Path unpacked = Files.createTempFile(Distribution.work(), "module", ".zip");
      Files.copy(inner, unpacked, StandardCopyOption.REPLACE_EXISTING);
      write(unpacked, way.subList(1, way.size()), file, text);
      Files.copy(unpacked, inner, StandardCopyOption.REPLACE_EXISTING);
      Files.delete(unpacked);
    }
  }
}
