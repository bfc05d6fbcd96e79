package bankapi.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox of its own for each test: one starts in a few milliseconds. */
public abstract class SandboxTest {

  protected Sandbox sandbox;
  protected Caller admin;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(config());
    admin = new Caller(sandbox.baseUri());
  }

  protected SandboxConfig config() {
    return SandboxConfig.forTests();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }
}
