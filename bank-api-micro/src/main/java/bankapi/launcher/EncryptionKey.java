package bankapi.launcher;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The key that encrypts stored secrets, for those who configured none: made at the first start and
 * kept in a file that only its owner can read. Its form is that of the setting: a key id, a colon,
 * 32 bytes in Base64.
 */
final class EncryptionKey {
  private static final Logger LOGGER = System.getLogger(EncryptionKey.class.getName());
  static final String SETTING = "bankapi.platform.encryption-keys";
  private static final int BYTES = 32;

  private EncryptionKey() {}

  /**
   * Uses the key in the file, or makes one.
   *
   * @return true if the key was made now
   */
  static boolean provide(Settings settings, Path file) throws StartFailure {
    if (settings.get(SETTING).isPresent()) {
      return false;
    }
    try {
      boolean fresh = !Files.exists(file);
      if (fresh) {
        write(file);
      }
      String key = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (key.isEmpty()) {
        throw StartFailure.because(
            "The encryption key file " + file + " is empty: restore it from a backup.");
      }
      settings.setDefault(SETTING, key);
      return fresh;
    } catch (IOException e) {
      throw StartFailure.because("The encryption key file " + file + " cannot be used.");
    }
  }

  private static void write(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String text = "k1:" + Base64.getEncoder().encodeToString(random) + "\n";
    // First whole and on the disk under another name, then renamed: neither a crash nor a power cut
    // must leave half a key, or take one away with which secrets were encrypted since.
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            DataDirectory.ownerOnly(file, "rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file);
    syncDirectory(file.toAbsolutePath().resolveSibling(""));
  }

  /** So that the new name lasts too; a system that opens no directories needs no such help. */
  private static void syncDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "The directory {0} was not synced: {1}", directory, e.toString());
    }
  }
}
