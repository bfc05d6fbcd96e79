package bankapi.sandbox.webhook;

import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One webhook and what became of it. */
public final class SentWebhook {

  /** Where it stands. */
  public enum State {
    HELD,
    PENDING,
    DELIVERED,
    LOST,
    NO_TARGET,
    GAVE_UP
  }

  /**
   * One try.
   *
   * @param status the HTTP status got, or 0 with an error
   */
  public record Attempt(Instant at, int status, @Nullable String error) {}

  private final long number;
  private final String type;
  private final byte[] body;
  private final List<Attempt> attempts = new ArrayList<>();
  private State state = State.PENDING;
  private String signature = "";

  SentWebhook(long number, String type, byte[] body) {
    this.number = number;
    this.type = type;
    this.body = body;
  }

  byte[] body() {
    return body;
  }

  public synchronized State state() {
    return state;
  }

  synchronized void become(State next) {
    state = next;
    notifyAll();
  }

  synchronized String signature() {
    return signature;
  }

  synchronized void signed(String header) {
    signature = header;
  }

  synchronized int tried(Attempt attempt) {
    attempts.add(attempt);
    notifyAll();
    return attempts.size();
  }

  /** Waits until it got its first answer or will get none; at most this long. */
  synchronized void awaitFirstAnswer(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (state == State.PENDING && attempts.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  /** For the list of sent webhooks. */
  public synchronized ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("number", number);
    json.put("type", type);
    json.put("state", state.name().toLowerCase(java.util.Locale.ROOT));
    json.put("signature", signature);
    json.put("raw_body", new String(body, StandardCharsets.UTF_8));
    json.set("body", Json.parse(body));
    var tries = json.putArray("attempts");
    for (Attempt attempt : attempts) {
      ObjectNode one = tries.addObject();
      one.put("at", attempt.at().toString());
      one.put("status", attempt.status());
      if (attempt.error() != null) {
        one.put("error", attempt.error());
      }
    }
    return json;
  }
}
