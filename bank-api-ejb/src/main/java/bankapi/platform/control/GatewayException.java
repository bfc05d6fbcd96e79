package bankapi.platform.control;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only failure that is expected: it carries a code that the boundary turns into an answer and a
 * text fit for the caller (no secret, no internal detail). Rolls the transaction back; without the
 * annotation the container would wrap it and throw a bean away with every bad request.
 */
@ApplicationException(rollback = true)
public class GatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of failure it is, in the caller's terms. */
  public enum Code {
    /** An argument has the wrong type or a value that cannot be. */
    INVALID_ARGUMENT,
    /** A required argument is missing or empty; {@link #argument()} names it. */
    MISSING_ARGUMENT,
    /** The arguments could mean several things; {@link #argument()} names the one to add. */
    AMBIGUOUS,
    /** No credentials, or wrong ones. */
    NOT_AUTHENTICATED,
    /** Authenticated, but this must not be done. */
    FORBIDDEN,
    /** Does not exist, or belongs to another tenant: the two are never told apart. */
    NOT_FOUND,
    /** Two writers met, or the thing exists already. */
    CONFLICT,
    /** What is to be changed has changed since the caller read it. */
    STALE,
    /** A change that must say which version it changes, and does not. */
    UNCONDITIONAL,
    /** The request is larger than what is accepted. */
    TOO_LARGE,
    /** The budget is used up; {@link #retryAfter()} says when to come back. */
    TOO_MANY_REQUESTS,
    /** Bridge refused what we asked, for a reason the caller can mend. */
    BRIDGE_REFUSED,
    /** Bridge is down, too slow, or answers what cannot be understood. */
    BRIDGE_UNAVAILABLE,
    /**
     * Something of ours is away (the database); {@link #retryAfter()} may say when to come back.
     */
    UNAVAILABLE
  }

  private final Code code;
  private final @Nullable String argument;
  private final @Nullable Duration retryAfter;

  public GatewayException(Code code, String message) {
    this(code, message, null, null, null);
  }

  public GatewayException(Code code, String message, @Nullable Throwable cause) {
    this(code, message, null, null, cause);
  }

  private GatewayException(
      Code code,
      String message,
      @Nullable String argument,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.argument = argument;
    this.retryAfter = retryAfter;
  }

  public static GatewayException missing(String argument) {
    return new GatewayException(
        Code.MISSING_ARGUMENT, "Argument '" + argument + "' is required", argument, null, null);
  }

  public static GatewayException invalid(String argument, String why) {
    return new GatewayException(
        Code.INVALID_ARGUMENT, "Argument '" + argument + "' " + why, argument, null, null);
  }

  public static GatewayException ambiguous(String argument, String why) {
    return new GatewayException(Code.AMBIGUOUS, why, argument, null, null);
  }

  /** The one answer for what does not exist and for what is another tenant's. */
  public static GatewayException notFound(String what, Object id) {
    return new GatewayException(Code.NOT_FOUND, what + " " + id + " not found");
  }

  public static GatewayException tooManyRequests(String message, Duration retryAfter) {
    return new GatewayException(Code.TOO_MANY_REQUESTS, message, null, retryAfter, null);
  }

  public static GatewayException unavailable(
      Code code, String message, Duration retryAfter, @Nullable Throwable cause) {
    return new GatewayException(code, message, null, retryAfter, cause);
  }

  public Code code() {
    return code;
  }

  /** The argument the failure is about, by its wire name. */
  public Optional<String> argument() {
    return Optional.ofNullable(argument);
  }

  /** How long to wait before trying again, at least a second where present. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
