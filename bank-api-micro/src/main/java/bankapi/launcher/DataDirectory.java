package bankapi.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one running Bank API: its embedded database, its key, its log and the server's
 * working files. Only the owner may look inside, and only one process may use it at a time.
 */
final class DataDirectory {
  private final Path path;

  /** Held until the process ends; the operating system frees it even after a kill. */
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private final FileLock lock;

  private DataDirectory(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  static DataDirectory open(Path directory) throws StartFailure {
    Path path = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path, ownerOnly(path, "rwx------"));
      // never closed: closing the channel would give up the lock
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw StartFailure.because(
            "Another Bank API is already running with the data in "
                + path
                + ": stop it, or start this one in another directory.");
      }
      DataDirectory data = new DataDirectory(path, lock);
      data.delete(data.work());
      Files.createDirectories(data.work(), ownerOnly(path, "rwx------"));
      Files.createDirectories(data.log(), ownerOnly(path, "rwx------"));
      return data;
    } catch (IOException e) {
      throw StartFailure.because("The data directory " + path + " cannot be written to.");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Where the embedded database lies, without the endings its files get. */
  Path database() {
    return path.resolve("bank-api");
  }

  Path encryptionKey() {
    return path.resolve("encryption.key");
  }

  Path log() {
    return path.resolve("log");
  }

  /** The server's working files: made anew at every start. */
  Path work() {
    return path.resolve("work");
  }

  /** Frees the space of the working files; what cannot be deleted now goes at the next start. */
  void deleteWork() {
    for (int attempt = 0; attempt < 3 && Files.exists(work()); attempt++) {
      try {
        delete(work());
      } catch (IOException e) {
        // a file that came in meanwhile: once more
      }
    }
  }

  private void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // the server deletes some of its files itself, at the same time
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The rights where the file system knows such rights, nothing elsewhere. */
  static FileAttribute<?>[] ownerOnly(Path near, String rights) {
    if (near.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[] {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
      };
    }
    return new FileAttribute<?>[0];
  }
}
