package bankapi.bridge.control;

import bankapi.bridge.control.BridgeCall.Again;
import bankapi.bridge.control.BridgeTrouble.Kind;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** One request to Bridge and its whole answer, or the trouble there was. */
@ApplicationScoped
public class BridgeExchange {

  /** With less time left, a call is not repeated. */
  static final Duration WORTH_IT = Duration.ofSeconds(1);

  /** The largest answer that is read, in bytes. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.max-answer", defaultValue = "16777216")
  int maxAnswer;

  /** How long the body of an answer may take from its first byte to its last. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.answer-timeout", defaultValue = "PT60S")
  Duration answerTimeout;

  @Inject Clock clock;

  @SuppressWarnings("NullAway.Init")
  private BridgeBodies bodies;

  @PostConstruct
  void prepare() {
    bodies = new BridgeBodies(clock, maxAnswer, answerTimeout);
  }

  /**
   * @return a success, or what Bridge says with a status of the 400 range
   * @throws BridgeTrouble for all else
   */
  BridgeReply send(BridgeCall call) {
    try (Response response = call.exchange().get()) {
      BridgeReply reply = bodies.read(response);
      if (!reply.succeeded() && (reply.status() < 400 || reply.status() >= 500)) {
        boolean passing = reply.status() >= 502 && reply.status() <= 504;
        // 504: somebody else has waited in vain for what we have asked for
        boolean ofBridge = passing && reply.status() != 504;
        throw trouble(
            call,
            "status " + reply.status(),
            ofBridge ? Kind.BRIDGE : Kind.DOUBTFUL,
            passing,
            null);
      }
      return reply;
    } catch (ProcessingException e) {
      boolean silent = silent(e);
      throw trouble(call, text(e), silent ? Kind.DOUBTFUL : Kind.BRIDGE, !silent, e);
    } catch (IOException e) {
      throw trouble(call, text(e), Kind.DOUBTFUL, !silent(e), e);
    } catch (WebApplicationException | IllegalStateException e) {
      throw trouble(call, text(e), Kind.DOUBTFUL, false, e);
    }
  }

  /**
   * @param passing whether it may pass soon
   */
  private BridgeTrouble trouble(
      BridgeCall call, String message, Kind kind, boolean passing, @Nullable Throwable cause) {
    boolean timeLeft = clock.instant().plus(WORTH_IT).isBefore(call.deadline());
    boolean worthIt = passing && timeLeft && call.again() == Again.ALWAYS;
    return new BridgeTrouble(message, kind, worthIt, cause);
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }

  /** Waited for an answer in vain: that took so long that asking again helps nobody. */
  private static boolean silent(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SocketTimeoutException
          && String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT).contains("read")) {
        return true;
      }
    }
    return false;
  }
}
