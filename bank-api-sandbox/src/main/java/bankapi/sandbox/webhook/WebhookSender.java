package bankapi.sandbox.webhook;

import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends webhooks one after the other in the background until the target answers exactly 200, with
 * pauses that double from attempt to attempt. Which faults it makes on purpose, {@link
 * WebhookSwitches} says.
 */
public final class WebhookSender implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(WebhookSender.class.getName());
  private static final int REMEMBERED = 10_000;
  private static final int MAX_ATTEMPTS = 40;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final long AFTER_THE_BROWSER_MS = 1_000;

  private final String secret;
  private final String previousSecret = UUID.randomUUID().toString();
  private final Duration backoff;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScheduledExecutorService courier =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sandbox-webhooks");
            thread.setDaemon(true);
            return thread;
          });

  private final Deque<SentWebhook> sent = new ArrayDeque<>();
  private volatile @Nullable URI target;
  private volatile WebhookSwitches switches = WebhookSwitches.FAITHFUL;
  private long numbers;

  public WebhookSender(String secret, @Nullable URI target, Duration backoff, Clock clock) {
    this.secret = secret;
    this.target = target;
    this.backoff = backoff;
    this.clock = clock;
  }

  public void target(@Nullable URI url) {
    target = url;
  }

  public @Nullable URI target() {
    return target;
  }

  public void switches(WebhookSwitches next) {
    switches = next;
  }

  public WebhookSwitches switches() {
    return switches;
  }

  /** A webhook to send: Bridge's type and content. */
  public record Event(String type, ObjectNode content) {}

  /** Sends the webhooks of one happening; does not wait for answers. */
  public List<SentWebhook> send(List<Event> events) {
    List<Event> ordered = new ArrayList<>(events);
    if (switches.outOfOrder()) {
      Collections.reverse(ordered);
    }
    List<SentWebhook> all = new ArrayList<>();
    for (Event event : ordered) {
      SentWebhook webhook = remember(event.type(), body(event, clock.millis()));
      all.add(webhook);
      if (switches.order() == WebhookSwitches.Order.HELD) {
        webhook.become(SentWebhook.State.HELD);
      } else {
        start(webhook);
      }
    }
    return all;
  }

  /** Bridge's own sample event, whose timestamp is in seconds. */
  public SentWebhook sendTestEvent(String userUuid) {
    ObjectNode content = Json.object();
    content.put("item_id", 1_234_567_890);
    content.put("status", 0);
    content.put("user_uuid", userUuid);
    Event event = new Event("TEST_EVENT", content);
    SentWebhook webhook = remember(event.type(), body(event, clock.millis() / 1000));
    start(webhook);
    return webhook;
  }

  /** Waits for the first answers to these, so that they precede what comes next; at most 3 s. */
  public void awaitIfBefore(List<SentWebhook> webhooks) {
    if (switches.order() != WebhookSwitches.Order.BEFORE || switches.delayMs() > 0) {
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    for (SentWebhook webhook : webhooks) {
      try {
        webhook.awaitFirstAnswer(
            Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Sends what was held; says how many. */
  public int release() {
    List<SentWebhook> held =
        list().stream().filter(w -> w.state() == SentWebhook.State.HELD).toList();
    held.forEach(this::start);
    return held.size();
  }

  /** What was sent or should have been, oldest first. */
  public synchronized List<SentWebhook> list() {
    return List.copyOf(sent);
  }

  /** Forgets what was sent, and stops trying. */
  public synchronized void clear() {
    sent.forEach(webhook -> webhook.become(SentWebhook.State.GAVE_UP));
    sent.clear();
  }

  @Override
  public void close() {
    courier.shutdownNow();
  }

  private synchronized SentWebhook remember(String type, byte[] body) {
    SentWebhook webhook = new SentWebhook(++numbers, type, body);
    sent.addLast(webhook);
    if (sent.size() > REMEMBERED) {
      sent.removeFirst();
    }
    return webhook;
  }

  private static byte[] body(Event event, long timestamp) {
    ObjectNode json = Json.object();
    json.set("content", event.content());
    json.put("timestamp", timestamp);
    json.put("type", event.type());
    return Json.bytes(json);
  }

  private void start(SentWebhook webhook) {
    WebhookSwitches now = switches;
    if (now.lost()) {
      webhook.become(SentWebhook.State.LOST);
      return;
    }
    if (target == null) {
      webhook.become(SentWebhook.State.NO_TARGET);
      return;
    }
    webhook.become(SentWebhook.State.PENDING);
    webhook.signed(signatures(webhook.body(), now));
    long delay =
        now.delayMs() + (now.order() == WebhookSwitches.Order.AFTER ? AFTER_THE_BROWSER_MS : 0);
    later(delay, () -> attempt(webhook, now.duplicate()));
  }

  private String signatures(byte[] body, WebhookSwitches now) {
    StringBuilder header = new StringBuilder();
    if (now.foreignScheme()) {
      header.append("v2=").append(UUID.randomUUID()).append(',');
    }
    if (now.secondSignature()) {
      header.append("v1=").append(BridgeSignature.of(previousSecret, body)).append(',');
    }
    String key = now.wrongSecret() ? UUID.randomUUID().toString() : secret;
    return header.append("v1=").append(BridgeSignature.of(key, body)).toString();
  }

  private void attempt(SentWebhook webhook, boolean again) {
    URI url = target;
    if (webhook.state() != SentWebhook.State.PENDING || url == null) {
      return;
    }
    SentWebhook.Attempt attempt = post(url, webhook);
    int attempts = webhook.tried(attempt);
    if (again) {
      webhook.tried(post(url, webhook));
    }
    if (attempt.status() == 200) {
      webhook.become(SentWebhook.State.DELIVERED);
    } else if (attempts >= MAX_ATTEMPTS) {
      webhook.become(SentWebhook.State.GAVE_UP);
    } else {
      long pause = backoff.toMillis() << Math.min(attempts - 1, 16);
      later(Math.min(pause, LONGEST_PAUSE.toMillis()), () -> attempt(webhook, false));
    }
  }

  private SentWebhook.Attempt post(URI url, SentWebhook webhook) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header("BridgeApi-Signature", webhook.signature())
            .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return new SentWebhook.Attempt(clock.instant(), status, null);
    } catch (IOException e) {
      return new SentWebhook.Attempt(clock.instant(), 0, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SentWebhook.Attempt(clock.instant(), 0, "the sandbox was closed");
    }
  }

  private void later(long millis, Runnable task) {
    try {
      var unused = courier.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "the sandbox is closing: a webhook is not sent");
    }
  }
}
