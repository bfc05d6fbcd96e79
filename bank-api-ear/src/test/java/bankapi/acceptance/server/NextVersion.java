package bankapi.acceptance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The EAR as its next version may be: another version number, and one migration more. */
public final class NextVersion {
  public static final String NAME = "next";

  private static final String MIGRATION =
      "-- May run while the version before it runs: it only adds.\n"
          + "create table next_version (id bigint not null primary key);\n";

  private NextVersion() {}

  /** Makes it beside what the servers write. */
  public static Path of(Path ear) {
    Path next = Distribution.work().resolve("next-version/bank-api.ear");
    try {
      Files.createDirectories(next.getParent());
      Files.copy(ear, next, StandardCopyOption.REPLACE_EXISTING);
      inside(
          next, "lib/bank-api-persistence.jar", "db/migration/V9999__next_version.sql", MIGRATION);
      inside(
          next,
          "bank-api-web.war",
          "WEB-INF/classes/bankapi/platform/boundary/version.properties",
          "version=" + NAME + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return next;
  }

  /** Writes one file into an archive that lies inside another. */
  private static void inside(Path ear, String module, String file, String text) throws IOException {
    Path unpacked = Files.createTempFile(ear.getParent(), "module", ".zip");
    try (FileSystem outer = FileSystems.newFileSystem(ear)) {
      Files.copy(outer.getPath(module), unpacked, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem inner = FileSystems.newFileSystem(unpacked)) {
        Files.writeString(inner.getPath(file), text);
      }
      Files.copy(unpacked, outer.getPath(module), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.delete(unpacked);
  }
}
