package bankapi.delivery.control;

import bankapi.delivery.control.TargetPolicy.RefusedAddress;
import bankapi.platform.control.ServerThreads;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * One POST to a receiver who may be slow, broken or hostile: every phase has a time limit, the
 * whole has a hard one, of the answer only the beginning is read, redirects are not followed. Never
 * throws for what the receiver does.
 */
final class PostExchange {

  private static final System.Logger LOGGER = System.getLogger(PostExchange.class.getName());
  private static final int EXCERPT = 1024;

  private final CloseableHttpClient client;
  private final PostLimits limits;
  private final ServerThreads threads;

  /**
   * @param addresses of a host, as they may be connected to
   */
  PostExchange(WebhookHttpClient.Addresses addresses, PostLimits limits, ServerThreads threads) {
    this.client = WebhookHttpClient.create(addresses, limits.connect(), limits.total());
    this.limits = limits;
    this.threads = threads;
  }

  void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  /**
   * @param json its bytes in UTF-8
   * @param headers beside that of its type
   */
  SendResult post(URI uri, byte[] json, Map<String, String> headers, Instant at) {
    HttpPost post = new HttpPost(uri);
    post.setEntity(new ByteArrayEntity(json, ContentType.create("application/json")));
    headers.forEach(post::setHeader);
    Duration totalTimeout = limits.total();
    long start = System.nanoTime();
    AtomicBoolean late = new AtomicBoolean();
    Future<?> alarm =
        threads.after(
            totalTimeout,
            () -> {
              late.set(true);
              post.cancel();
            });
    try {
      return answer(post, open(post), at, start);
    } catch (IOException | RuntimeException e) {
      String error = late.get() ? "no answer within " + totalTimeout.toSeconds() + " s" : cause(e);
      return SendResult.failed(at, since(start), error);
    } finally {
      alarm.cancel(false);
    }
  }

  private static SendResult answer(
      HttpPost post, ClassicHttpResponse response, Instant at, long start) {
    int status = response.getCode();
    Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    String excerpt = beginning(response.getEntity());
    // Closing alone would read the rest, of which there may be no end.
    post.cancel();
    try {
      response.close();
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "the connection was cut after the answer: {0}", e.getMessage());
    }
    return SendResult.answered(
        at,
        since(start),
        status,
        retryAfter == null ? null : retryAfter.getValue(),
        status >= 200 && status < 300 ? null : excerpt);
  }

  private ClassicHttpResponse open(HttpPost post) throws IOException {
    return client.executeOpen(null, post, null);
  }

  /** A body that breaks off does not change what the status has said. */
  private static @Nullable String beginning(@Nullable HttpEntity entity) {
    if (entity == null) {
      return null;
    }
    byte[] read = new byte[EXCERPT];
    int length = 0;
    try {
      InputStream in = entity.getContent();
      int more;
      while (length < EXCERPT && (more = in.read(read, length, EXCERPT - length)) >= 0) {
        length += more;
      }
    } catch (IOException e) {
      // What was read until then is the excerpt.
    }
    return ForeignText.cleaned(new String(read, 0, length, StandardCharsets.UTF_8));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String cause(Exception e) {
    if (e instanceof RefusedAddress) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof UnknownHostException) {
      return "the host name is unknown";
    }
    String kind = e instanceof SSLException ? "TLS" : e.getClass().getSimpleName();
    // The client quotes an answer that it does not understand.
    return kind + ": " + ForeignText.cleaned(String.valueOf(e.getMessage()));
  }
}
