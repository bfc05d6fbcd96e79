package bankapi.launcher;

import java.util.Optional;

/**
 * The operator named by the settings: Payara Micro has no console in which users are made. The
 * password goes to the server in memory; of it the server keeps a salted hash, in its working files
 * that only the owner can read and that go when it stops.
 *
 * @param name as it is typed at the login
 * @param password at least 12 characters
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
    return Optional.of(new Operator(name.get(), password.get()));
  }

  /** The arguments of {@code create-file-user}. */
  String[] user() {
    return new String[] {
      "--userpassword=" + password, "--groups=bankapi-operator", "--authrealmname=file", name
    };
  }

  /** Without the password: records end up in log lines. */
  @Override
  public String toString() {
    return "Operator[name=" + name + "]";
  }
}
