package bankapi.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The operator named by the settings: Payara Micro has no console in which users are made. The
 * server takes the password from a file only, which only the owner can read and which is gone
 * before the application starts; of it the server keeps a salted hash, in its working files that
 * only the owner can read and that go when it stops.
 *
 * @param name as it is typed at the login
 * @param password at least 12 characters, none of them a blank
 */
record Operator(String name, String password) {
  static final String NAME = "bankapi.operator.name";
  static final String PASSWORD = "bankapi.operator.password";
  private static final int SHORTEST = 12;

  /** Empty where the settings name none: then nobody can log in, and scripts have no tokens. */
  static Optional<Operator> of(Settings settings) throws StartFailure {
    Optional<String> name = settings.get(NAME);
    Optional<String> password = settings.get(PASSWORD);
    if (name.isEmpty() && password.isEmpty()) {
      return Optional.empty();
    }
    if (name.isEmpty() || password.isEmpty()) {
      throw StartFailure.because(NAME + " and " + PASSWORD + " go together: set both.");
    }
    if (!name.get().matches("[A-Za-z0-9._@-]{1,100}")) {
      throw StartFailure.because(
          NAME + " must be 1 to 100 letters, digits, dots, hyphens, underscores or at signs.");
    }
    if (password.get().length() < SHORTEST) {
      throw StartFailure.because(PASSWORD + " must have at least " + SHORTEST + " characters.");
    }
    if (password.get().codePoints().anyMatch(Character::isSpaceChar)) {
      throw StartFailure.because(PASSWORD + " must have no blanks: the server refuses them.");
    }
    return Optional.of(new Operator(name.get(), password.get()));
  }

  /** The arguments of {@code create-file-user}, which refuses a password among them. */
  String[] user(Path passwordFile) {
    return new String[] {
      "--passwordfile=" + passwordFile, "--groups=bankapi-operator", "--authrealmname=file", name
    };
  }

  /**
   * Writes the password for {@link #user}; the caller deletes the file.
   *
   * @param directory where only the owner can look
   */
  Path writePassword(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "operator", ".properties"); // its owner's alone
    Properties properties = new Properties();
    properties.setProperty("AS_ADMIN_USERPASSWORD", password);
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return file;
  }

  /** Without the password: records end up in log lines. */
  @Override
  public String toString() {
    return "Operator[name=" + name + "]";
  }
}
