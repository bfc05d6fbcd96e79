package bankapi.alert.control;

import jakarta.mail.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An SMTP server for one client, as no good one is: it never answers to a farewell, either. */
final class TestSmtp implements AutoCloseable {

  /** What the client said, mails left out. */
  final List<String> heard = new CopyOnWriteArrayList<>();

  /** The mails that came to their end. */
  final List<String> taken = new CopyOnWriteArrayList<>();

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final Thread thread = new Thread(this::serve);
  private final String refused;
  private final Duration pause;

  private TestSmtp(String refused, Duration pause) throws IOException {
    this.refused = refused;
    this.pause = pause;
    thread.start();
  }

  /** Takes no mail for recipients whose address has this in it. */
  static TestSmtp refusing(String recipients) throws IOException {
    return new TestSmtp(recipients, Duration.ZERO);
  }

  /** Lets its client wait for each line. */
  static TestSmtp pausing(Duration pause) throws IOException {
    return new TestSmtp("nobody", pause);
  }

  /** That gives up waiting for the farewell soon. */
  Session session() {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", server.getInetAddress().getHostAddress());
    properties.setProperty("mail.smtp.port", String.valueOf(server.getLocalPort()));
    properties.setProperty("mail.smtp.timeout", "1000");
    properties.setProperty("mail.from", "bank-api@ops.example");
    return Session.getInstance(properties);
  }

  /** Waits until the client is gone. */
  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  private void serve() {
    try (Socket socket = server.accept()) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = socket.getOutputStream();
      say(out, "220 smtp.example");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
        if (line.startsWith("RCPT")) {
          say(out, line.contains(refused) ? "550 no such user" : "250 ok");
        } else if (line.startsWith("DATA")) {
          say(out, "354 go on");
          take(in);
          say(out, "250 taken");
        } else if (!line.startsWith("QUIT")) {
          say(out, "250 ok");
        }
      }
    } catch (IOException e) {
      // the client is gone
    }
  }

  private void take(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
      if (text == null) {
        throw new IOException("the client is gone");
      }
      mail.append(text).append('\n');
    }
    taken.add(mail.toString());
  }

  private void say(OutputStream out, String line) throws IOException {
    try {
      timer.schedule(() -> {}, pause.toMillis(), TimeUnit.MILLISECONDS).get();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws Exception {
    server.close();
    thread.join();
    timer.shutdownNow();
  }
}
