package bankapi.acceptance.server;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;

/**
 * A {@code bank-api.jar} behind nginx, and Bridge in front of both.
 *
 * <p>All are on this machine, so nginx calls the gateway from an address of its own, and that alone
 * is trusted: what the gateway takes for a client's address is never by accident the right one.
 * Linux has all of 127.0.0.0/8.
 */
public final class BehindNginx implements AutoCloseable {
  private static final String PROXY = "127.0.0.2";

  /** Where clients of this machine come from that choose no address, such as our Bridge. */
  private static final String USUAL = "127.0.0.1";

  /** Its comment signs are taken away, and the network is that of one machine. */
  private static final Map<String, String> OPERATORS_NETWORK =
      Map.of(
          "  # location ~ ^/(console|api/admin) {", "  location ~ ^/(console|api/admin) {",
          "  #   allow 10.0.0.0/8;", "    allow " + USUAL + ";",
          "  #   deny all;", "    deny all;",
          "  #   proxy_pass http://bank-api;", "    proxy_pass http://bank-api;",
          "  # }", "  }");

  private final SSLContext trusted;
  private final Nginx nginx;
  private final Nginx closed;
  private final Node node;
  private final BridgeSystem bridge;

  /** Starts all, and returns when they are ready. */
  public BehindNginx() {
    Certificate certificate = new Certificate(Distribution.work().resolve("nginx-tls"));
    trusted = certificate.trusted();
    int port = Ports.free();
    nginx = new Nginx("nginx", certificate, PROXY, port, Map.of());
    closed = new Nginx("nginx-closed", certificate, PROXY, port, OPERATORS_NETWORK);
    bridge = believing();
    Map<String, String> settings = GatewaySettings.of(nginx.https(), bridge);
    settings.put("bankapi.platform.trusted-proxies", PROXY);
    settings.put("bankapi.event.source-addresses", USUAL);
    node = Node.of("jar", "behind-nginx", port, settings, null);
    node.start();
    GatewaySystem guest = gateway(HttpClient.Version.HTTP_1_1).asGuest();
    Awaitility.await("ready, see " + node.log() + " and " + nginx.accessLog().getParent())
        .atMost(Node.PATIENCE)
        .failFast("ended", () -> !(node.runs() && nginx.runs() && closed.runs()))
        .ignoreExceptions()
        .until(() -> guest.path("/api/health/ready").status() == 200);
  }

  /** It calls the gateway over nginx, too, and believes its certificate. */
  private BridgeSystem believing() {
    try {
      SSLContext usual = SSLContext.getDefault();
      SSLContext.setDefault(trusted);
      try {
        return new BridgeSystem(nginx.https());
      } finally {
        SSLContext.setDefault(usual);
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the gateway's public address leads. */
  public Nginx nginx() {
    return nginx;
  }

  /**
   * Where a way to the gateway begins.
   *
   * @param way {@code nginx}; {@code closed}, another nginx that lets none but 127.0.0.1 to the
   *     console and the admin API; {@code gateway}, where the gateway itself listens
   */
  public URI at(String way) {
    return switch (way) {
      case "nginx" -> nginx.https();
      case "closed" -> closed.https();
      case "gateway" -> node.base();
      default -> throw new IllegalArgumentException(way);
    };
  }

  public BridgeSystem bridge() {
    return bridge;
  }

  /** The first API user, through nginx. */
  public GatewaySystem gateway(HttpClient.Version version) {
    return GatewaySystem.at(nginx.https(), Bench.API_KEY, Bench.API_SECRET, client(version));
  }

  /** One that believes nginx's certificate. */
  public HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().version(version).sslContext(trusted).build();
  }

  /**
   * The status of what a page of the console would send.
   *
   * @param from one of this machine's addresses, which HTTP clients cannot choose
   * @param forged another, that the client says it has
   */
  public int post(URI to, String from, String forged, String json) throws IOException {
    String request =
        String.join(
            "\r\n",
            "POST " + to.getPath() + " HTTP/1.0",
            "X-Forwarded-For: " + forged,
            "X-Requested-With: console",
            "Content-Type: application/json",
            "Content-Length: " + json.length(),
            "",
            json);
    try (Socket socket = connect(to, InetAddress.getByName(from))) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return Integer.parseInt(new String(answer, StandardCharsets.US_ASCII).split(" ")[1]);
    }
  }

  private Socket connect(URI to, InetAddress from) throws IOException {
    InetAddress host = InetAddress.getByName(to.getHost());
    return to.getScheme().equals("https")
        ? trusted.getSocketFactory().createSocket(host, to.getPort(), from, 0)
        : new Socket(host, to.getPort(), from, 0);
  }

  @Override
  public void close() {
    nginx.close();
    closed.close();
    node.kill();
    bridge.close();
  }
}
