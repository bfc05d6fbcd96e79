package bankapi.bridge.control;

import bankapi.bridge.control.BridgeTrouble.Kind;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Bridge's answers: JSON objects of a limited size, within a limited time. Numbers stay as
 * they were written, so that money is exact.
 */
final class BridgeBodies {

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Clock clock;
  private final int maxBytes;
  private final Duration maxTime;

  BridgeBodies(Clock clock, int maxBytes, Duration maxTime) {
    this.clock = clock;
    this.maxBytes = maxBytes;
    this.maxTime = maxTime;
  }

  /**
   * @throws IOException when the connection breaks before the end
   * @throws BridgeTrouble when the answer is too large, too slow, or a success that is no JSON
   */
  BridgeReply read(Response response) throws IOException {
    byte[] bytes = bytes(response);
    int status = response.getStatus();
    JsonObject body = null;
    if (bytes.length > 0) {
      try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(bytes))) {
        body = reader.readObject();
      } catch (RuntimeException e) {
        // what the reader throws depends on what is wrong: no JSON, no object, nested without end
        if (status < 300) {
          throw new BridgeTrouble("an answer that is no JSON object", Kind.DOUBTFUL, false, e);
        }
      }
    }
    return new BridgeReply(status, body, retryAfter(response));
  }

  private byte[] bytes(Response response) throws IOException {
    if (response.getStatus() == 204 || !response.hasEntity()) {
      return new byte[0];
    }
    Instant end = clock.instant().plus(maxTime);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] chunk = new byte[16 * 1024];
    try (InputStream in = response.readEntity(InputStream.class)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        all.write(chunk, 0, n);
        if (all.size() > maxBytes) {
          throw new BridgeTrouble(
              "an answer of more than " + maxBytes + " bytes", Kind.DOUBTFUL, false, null);
        }
        if (clock.instant().isAfter(end)) {
          throw new BridgeTrouble(
              "an answer not complete after " + maxTime, Kind.DOUBTFUL, false, null);
        }
      }
    }
    // Not every client notices that a connection ended before the length that was announced.
    if (response.getLength() > all.size()) {
      throw new IOException("an answer cut after " + all.size() + " bytes");
    }
    return all.toByteArray();
  }

  /** Seconds or an HTTP date (RFC 9110, 10.2.3). */
  private @Nullable Duration retryAfter(Response response) {
    String value = response.getHeaderString(HttpHeaders.RETRY_AFTER);
    if (value == null) {
      return null;
    }
    try {
      Duration asked =
          value.strip().matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(value.strip()))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                      .toInstant());
      return asked.isNegative()
          ? Duration.ZERO
          : asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
