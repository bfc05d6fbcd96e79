package bankapi.frappe.boundary;

import bankapi.platform.boundary.DatabaseTrouble;
import bankapi.platform.control.Causes;
import bankapi.platform.control.GatewayException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in Frappe's words: the only place that knows statuses and exception names.
 * Anything it does not know is unexpected.
 */
final class FrappeErrors {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(30);

  private FrappeErrors() {}

  /** Empty for what nobody expected. Looks through the wrappers that containers put around. */
  static Optional<FrappeError> of(Throwable failure) {
    for (Throwable cause : Causes.of(failure)) {
      FrappeError known = known(cause);
      if (known != null) {
        return Optional.of(known);
      }
    }
    return DatabaseTrouble.isCauseOf(failure)
        ? Optional.of(
            new FrappeError(
                503,
                "ServiceUnavailableError",
                "The service is temporarily unavailable",
                SOON.toSeconds()))
        : Optional.empty();
  }

  private static @Nullable FrappeError known(Throwable cause) {
    if (cause instanceof InvalidAuthorizationToken) {
      return new FrappeError(400, "InvalidAuthorizationToken", text(cause));
    }
    if (cause instanceof GatewayException expected) {
      return expected(expected);
    }
    if (cause instanceof WebApplicationException web) {
      return ofStatus(web.getResponse().getStatus());
    }
    if (cause instanceof ConstraintViolationException violated) {
      return new FrappeError(417, "ValidationError", violations(violated));
    }
    if (cause instanceof OptimisticLockException) {
      return new FrappeError(409, "DuplicateEntryError", "Changed by someone else: try again");
    }
    return null;
  }

  private static FrappeError expected(GatewayException e) {
    String message = text(e);
    return switch (e.code()) {
      case INVALID_ARGUMENT, BRIDGE_REFUSED -> new FrappeError(417, "ValidationError", message);
      case MISSING_ARGUMENT -> new FrappeError(417, "MandatoryError", message);
      case AMBIGUOUS -> new FrappeError(417, "ValidationError", naming(e, message));
      case NOT_AUTHENTICATED -> new FrappeError(401, "AuthenticationError", message);
      case FORBIDDEN -> new FrappeError(403, "PermissionError", message);
      case NOT_FOUND -> new FrappeError(404, "DoesNotExistError", message);
      case CONFLICT, STALE, UNCONDITIONAL -> new FrappeError(409, "DuplicateEntryError", message);
      case TOO_LARGE -> new FrappeError(413, "RequestEntityTooLarge", message);
      case TOO_MANY_REQUESTS ->
          new FrappeError(429, "TooManyRequestsError", message, seconds(e, LATER));
      case BRIDGE_UNAVAILABLE ->
          new FrappeError(503, "BridgeUnavailableError", message, seconds(e, LATER));
      case UNAVAILABLE ->
          new FrappeError(503, "ServiceUnavailableError", message, seconds(e, SOON));
    };
  }

  /** What JAX-RS itself refuses, and what the server refuses before it. */
  static FrappeError ofStatus(int status) {
    return switch (status) {
      case 400 -> new FrappeError(400, "BadRequest", "The request cannot be understood");
      case 401 -> new FrappeError(401, "AuthenticationError", "Log in to use this");
      case 403 -> new FrappeError(403, "PermissionError", "Not permitted");
      case 404 -> new FrappeError(404, "DoesNotExistError", "There is nothing at this address");
      case 405 -> new FrappeError(405, "MethodNotAllowed", "This address has no such verb");
      case 406 -> new FrappeError(406, "NotAcceptable", "There is no such format");
      case 413 -> new FrappeError(413, "RequestEntityTooLarge", "The request is too large");
      case 415 -> new FrappeError(415, "UnsupportedMediaType", "This content type is not read");
      case 503 ->
          new FrappeError(
              503,
              "ServiceUnavailableError",
              "The service is temporarily unavailable",
              SOON.toSeconds());
      default ->
          status >= 400 && status < 500
              ? new FrappeError(status, "BadRequest", "The request was refused")
              : unexpected("-");
    };
  }

  /** Says the number under which operators find the rest in the log, and nothing more. */
  static FrappeError unexpected(String requestId) {
    return new FrappeError(
        500, "InternalServerError", "Something went wrong here (request " + requestId + ")");
  }

  private static String naming(GatewayException e, String message) {
    return e.argument()
        .filter(name -> !message.contains("'" + name + "'"))
        .map(name -> message + " (argument '" + name + "')")
        .orElse(message);
  }

  private static long seconds(GatewayException e, Duration otherwise) {
    Duration wait = e.retryAfter().orElse(otherwise);
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  private static String violations(ConstraintViolationException e) {
    return e.getConstraintViolations().stream()
        .map(violation -> lastNode(violation.getPropertyPath()) + " " + violation.getMessage())
        .sorted()
        .collect(Collectors.joining("; "));
  }

  /** The argument alone: the path before it names our own method. */
  private static String lastNode(Path path) {
    String name = path.toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String text(Throwable e) {
    String message = e.getMessage();
    return message == null ? "" : message;
  }
}
