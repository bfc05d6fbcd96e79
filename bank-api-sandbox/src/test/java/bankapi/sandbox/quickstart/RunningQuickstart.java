package bankapi.sandbox.quickstart;

import bankapi.sandbox.Options;
import bankapi.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The quickstart's gateway and sandbox on free ports, for as long as this is open. */
public final class RunningQuickstart implements AutoCloseable {

  private final Settings settings;
  private final Sandbox sandbox;
  private final GatewayProcess gateway;

  private RunningQuickstart(Settings settings, Sandbox sandbox, GatewayProcess gateway) {
    this.settings = settings;
    this.sandbox = sandbox;
    this.gateway = gateway;
  }

  /**
   * Starts both; they answer when this returns.
   *
   * @param jar the gateway
   * @param work for its data and its log
   */
  public static RunningQuickstart start(Path jar, Path work) throws Exception {
    List<String> arguments =
        List.of(
            "--gateway-jar=" + jar, "--work-dir=" + work, "--gateway-port=0", "--sandbox-port=0");
    Set<String> known = Set.of("gateway-jar", "work-dir", "gateway-port", "sandbox-port");
    Settings settings = Settings.from(new Options(arguments, known, Set.of(), Map.of(), ""));
    Sandbox sandbox = Sandbox.start(Quickstart.sandboxConfig(settings));
    GatewayProcess gateway;
    try {
      gateway = GatewayProcess.start(settings, sandbox.baseUri());
    } catch (StartFailure e) {
      sandbox.close();
      throw e;
    }
    RunningQuickstart running = new RunningQuickstart(settings, sandbox, gateway);
    try {
      gateway.awaitReady(settings);
      return running;
    } catch (StartFailure | InterruptedException e) {
      running.close();
      throw e;
    }
  }

  /** The address of a page of the demo site; the path begins with a slash. */
  public URI sandbox(String path) {
    return URI.create(sandbox.baseUri() + path);
  }

  /** An address of the gateway; the path begins with a slash. */
  public URI gateway(String path) {
    return URI.create(settings.gatewayUrl() + path);
  }

  @Override
  public void close() {
    gateway.close();
    sandbox.close();
  }
}
