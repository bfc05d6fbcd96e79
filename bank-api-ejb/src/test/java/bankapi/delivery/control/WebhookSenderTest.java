package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.TestBeans;
import bankapi.platform.control.TestThreads;
import com.standardwebhooks.Webhook;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A time limit that does not work would otherwise let the test hang with it. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookSenderTest {

  private static final UUID ID = UUID.fromString("0190b1f2-7c1a-7abc-8def-0123456789ab");
  private static final String BODY = "{\"event\":\"ping\"}";
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestThreads threads = new TestThreads();
  private final TargetPolicy targets = TestBeans.create(TargetPolicy.class);
  private final PostLimits limits = TestBeans.create(PostLimits.class);
  private final WebhookSender sender =
      TestBeans.create(WebhookSender.class, threads, targets, limits, Clock.systemUTC());

  WebhookSenderTest() {
    targets.allowLoopback = true;
    limits.connectTimeout = PATIENCE;
    limits.totalTimeout = PATIENCE;
    sender.open();
  }

  @AfterEach
  void close() throws IOException {
    sender.close();
    threads.close();
  }

  @Test
  void postsWhatTheReceiverCanVerify() throws Exception {
    try (TestReceiver receiver = new TestReceiver(TestReceiver.status(204))) {
      SendResult result = send(receiver.url() + "?a=b%20c");
      assertThat(result.status()).isEqualTo(204);
      assertThat(result.error()).isNull();

      TestReceiver.Received got = receiver.received.get(0);
      assertThat(got.line()).isEqualTo("POST /hook?a=b%20c HTTP/1.1");
      assertThat(got.headers())
          .containsEntry("Content-Type", "application/json")
          .containsEntry("webhook-id", ID.toString())
          .containsEntry("Host", "127.0.0.1:" + receiver.port())
          .containsKey("X-Frappe-Webhook-Signature")
          .doesNotContainKeys("Cookie", "Authorization", "Upgrade", "Accept-Encoding", "Expect");
      assertThat(got.headers().get("User-Agent")).startsWith("BankAPI/");
      assertThat(new String(got.body(), StandardCharsets.UTF_8)).isEqualTo(BODY);
      new Webhook(TestDeliveries.SECRET).verify(BODY, httpHeaders(got.headers()));
    }
  }

  @Test
  void doesNotFollowRedirects() throws Exception {
    try (TestReceiver inner = new TestReceiver(TestReceiver.status(200));
        TestReceiver outer =
            new TestReceiver(TestReceiver.status(307, "Location: " + inner.url()))) {
      assertThat(send(outer.url()).status()).isEqualTo(307);
      assertThat(inner.received).isEmpty();
      assertThat(outer.received).hasSize(1);
    }
  }

  @Test
  void keepsNoCookies() throws Exception {
    try (TestReceiver receiver =
        new TestReceiver(TestReceiver.status(200, "Set-Cookie: a=b; Path=/"))) {
      send(receiver.url());
      send(receiver.url());
      assertThat(receiver.received.get(1).headers()).doesNotContainKey("Cookie");
    }
  }

  @Test
  void handsOnRetryAfterAndTheBeginningOfARefusal() throws Exception {
    try (TestReceiver receiver = new TestReceiver(TestReceiver.status(503, "Retry-After: 120"))) {
      SendResult result = send(receiver.url());
      assertThat(result.status()).isEqualTo(503);
      assertThat(result.retryAfter()).isEqualTo("120");
      assertThat(result.excerpt()).isEqualTo("ok");
    }
    try (TestReceiver receiver = new TestReceiver(TestReceiver.status(410))) {
      assertThat(send(receiver.url()).status()).isEqualTo(410);
    }
  }

  @Test
  void keepsNoBankDataThatAReceiverEchoes() throws Exception {
    String said = "no account FR7630006000011234567890189 with 1234.56";
    TestReceiver.Answer echo =
        (socket, out) ->
            out.write(
                ("HTTP/1.1 400 X\r\nContent-Length: " + said.length() + "\r\n\r\n" + said)
                    .getBytes(StandardCharsets.US_ASCII));
    try (TestReceiver receiver = new TestReceiver(echo)) {
      assertThat(send(receiver.url()).excerpt()).isEqualTo("no account *** with ***");
    }
    try (TestReceiver receiver =
        new TestReceiver((socket, out) -> out.write((said + "\r\n\r\n").getBytes()))) {
      assertThat(send(receiver.url()).error()).doesNotContain("3000").doesNotContain("1234");
    }
  }

  @Test
  void readsOnlyTheBeginningOfAHugeAnswer() throws Exception {
    AtomicLong sent = new AtomicLong();
    TestReceiver.Answer huge =
        (socket, out) -> {
          out.write("HTTP/1.1 500 X\r\nContent-Length: 1000000000\r\n\r\n".getBytes());
          byte[] block = "y".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
          for (int i = 0; i < 100_000; i++) {
            out.write(block);
            sent.addAndGet(block.length);
          }
        };
    try (TestReceiver receiver = new TestReceiver(huge)) {
      SendResult result = send(receiver.url());
      assertThat(result.status()).isEqualTo(500);
      assertThat(result.excerpt()).isEqualTo("y".repeat(1024));
      assertThat(sent.get()).isLessThan(50_000_000);
    }
  }

  @Test
  void givesUpOnAReceiverThatHangs() throws Exception {
    try (TestReceiver receiver = new TestReceiver(TestReceiver.hang())) {
      assertLate(sendWithin(LIMIT, receiver.url()));
    }
  }

  @Test
  void givesUpOnAReceiverThatDripsItsHeaders() throws Exception {
    try (TestReceiver receiver = new TestReceiver(TestReceiver.drip("HTTP/1.1 200 X\r\nA: "))) {
      assertLate(sendWithin(LIMIT, receiver.url()));
    }
  }

  @Test
  void believesTheStatusOfAReceiverThatDripsItsBody() throws Exception {
    try (TestReceiver receiver =
        new TestReceiver(TestReceiver.drip("HTTP/1.1 200 X\r\nContent-Length: 99999\r\n\r\n"))) {
      SendResult result = sendWithin(LIMIT, receiver.url());
      assertThat(result.status()).isEqualTo(200);
      assertThat(result.took()).isBetween(LIMIT.minusMillis(100), PATIENCE.dividedBy(2));
    }
  }

  @Test
  void survivesAReset() throws Exception {
    TestReceiver.Answer reset =
        (socket, out) -> {
          socket.setSoLinger(true, 0);
          socket.close();
        };
    try (TestReceiver receiver = new TestReceiver(reset)) {
      SendResult result = send(receiver.url());
      assertThat(result.status()).isNull();
      assertThat(result.error()).isNotBlank();
      assertThat(receiver.received).hasSize(1); // no silent second attempt
    }
  }

  @Test
  void survivesNonsense() throws Exception {
    try (TestReceiver receiver =
        new TestReceiver((socket, out) -> out.write("220 smtp ready\r\n\r\n".getBytes()))) {
      SendResult result = send(receiver.url());
      assertThat(result.status()).isNull();
      assertThat(result.error()).isNotBlank();
    }
  }

  @Test
  void survivesALengthOfThousandsOfDigits() throws Exception {
    TestReceiver.Answer endless =
        (socket, out) ->
            out.write(
                ("HTTP/1.1 200 X\r\nContent-Length: " + "1".repeat(5000) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
    try (TestReceiver receiver = new TestReceiver(endless)) {
      SendResult result = send(receiver.url());
      assertThat(result.status()).isNull();
      assertThat(result.error()).isNotBlank().doesNotContain("1111");
    }
  }

  @Test
  void saysWhenNobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    SendResult result = send("http://127.0.0.1:" + port + "/");
    assertThat(result.error()).contains("refused");
    assertThat(result.hopeless()).isFalse();
  }

  @Test
  void refusesPlainHttpWithoutConnecting() throws Exception {
    targets.allowLoopback = false;
    try (TestReceiver receiver = new TestReceiver(TestReceiver.status(200))) {
      SendResult result = send(receiver.url());
      assertThat(result.hopeless()).isTrue();
      assertThat(receiver.received).isEmpty();
    }
  }

  @Test
  void refusesPrivateAddressesWhenItConnects() throws Exception {
    targets.allowLoopback = false;
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0)) {
      threads.execute(
          () -> {
            try (Socket socket = server.accept()) {
              connections.incrementAndGet();
            } catch (IOException e) {
              // Nobody came.
            }
          });
      for (String host : List.of("127.0.0.1", "localhost", "2130706433", "[::1]")) {
        SendResult result = send("https://" + host + ":" + server.getLocalPort() + "/hook");
        assertThat(result.error())
            .as(host)
            .isEqualTo("the host resolves to an address that is not public");
        assertThat(result.hopeless()).isFalse();
      }
    }
    assertThat(connections).hasValue(0);
  }

  @Test
  void doesNotTrustACertificateNobodyVouchesFor(@TempDir Path folder) throws Exception {
    try (TestReceiver receiver = new TestReceiver(selfSigned(folder), TestReceiver.status(200))) {
      SendResult result = send("https://localhost:" + receiver.port() + "/hook");
      assertThat(result.status()).isNull();
      assertThat(result.error()).startsWith("TLS: ");
      assertThat(receiver.received).isEmpty();
    }
  }

  @Test
  void givesUpOnAReceiverThatDripsItsHandshake() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      threads.execute(() -> dripHandshake(server));
      assertLate(sendWithin(LIMIT, "https://localhost:" + server.getLocalPort() + "/hook"));
    }
  }

  /** A record of 16 kB is announced and comes byte by byte. */
  private static void dripHandshake(ServerSocket server) {
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(new byte[] {22, 3, 3, 0x40, 0});
      while (true) {
        out.write(0);
        out.flush();
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      // The other side has gone.
    }
  }

  private SendResult send(String url) {
    return sender.send(ID, url, BODY, List.of(TestDeliveries.SECRET));
  }

  private SendResult sendWithin(Duration limit, String url) {
    limits.totalTimeout = limit;
    return send(url);
  }

  private static void assertLate(SendResult result) {
    assertThat(result.status()).isNull();
    assertThat(result.error()).isNotBlank();
    assertThat(result.took()).isBetween(LIMIT.minusMillis(100), PATIENCE.dividedBy(2));
  }

  private static HttpHeaders httpHeaders(Map<String, String> headers) {
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return HttpHeaders.of(lists, (name, value) -> true);
  }

  private static ServerSocketFactory selfSigned(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    Awaitility.await().until(() -> !keytool.isAlive());
    assertThat(keytool.exitValue()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (FileInputStream in = new FileInputStream(store.toFile())) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }
}
