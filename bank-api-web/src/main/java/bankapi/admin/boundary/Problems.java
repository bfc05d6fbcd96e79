package bankapi.admin.boundary;

import bankapi.admin.boundary.Problem.FieldError;
import bankapi.platform.boundary.DatabaseTrouble;
import bankapi.platform.boundary.SnakeCase;
import bankapi.platform.control.Causes;
import bankapi.platform.control.GatewayException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What went wrong, in the admin API's words: the only place that knows its statuses and titles. */
public final class Problems {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(30);

  private Problems() {}

  /** Empty for what nobody expected. Looks through the wrappers that containers put around. */
  public static Optional<Problem> of(Throwable failure) {
    List<Throwable> causes = Causes.of(failure);
    for (Throwable cause : causes) {
      Problem ours = ours(cause);
      if (ours != null) {
        return Optional.of(ours);
      }
    }
    // only now: a server may have wrapped what we said into an exception of its own
    for (Throwable cause : causes) {
      if (cause instanceof WebApplicationException web) {
        return Optional.of(ofStatus(web.getResponse().getStatus()));
      }
    }
    return DatabaseTrouble.isCauseOf(failure)
        ? Optional.of(away(SOON.toSeconds()))
        : Optional.empty();
  }

  private static @Nullable Problem ours(Throwable cause) {
    if (cause instanceof GatewayException expected) {
      return expected(expected);
    }
    if (cause instanceof ConstraintViolationException violated) {
      return invalid(violated);
    }
    if (cause instanceof OptimisticLockException) {
      return new Problem(409, "Conflict", "Changed by someone else: try again");
    }
    return null;
  }

  private static Problem expected(GatewayException e) {
    String detail = String.valueOf(e.getMessage());
    List<FieldError> errors =
        e.argument().map(name -> List.of(new FieldError(name, detail))).orElse(List.of());
    return switch (e.code()) {
      case INVALID_ARGUMENT, MISSING_ARGUMENT, AMBIGUOUS ->
          new Problem(400, "Bad Request", detail, 0, errors);
      case NOT_AUTHENTICATED -> new Problem(401, "Unauthorized", detail);
      case FORBIDDEN -> new Problem(403, "Forbidden", detail);
      case NOT_FOUND -> new Problem(404, "Not Found", detail);
      case CONFLICT -> new Problem(409, "Conflict", detail);
      case STALE -> new Problem(412, "Precondition Failed", detail);
      case UNCONDITIONAL -> new Problem(428, "Precondition Required", detail);
      case TOO_LARGE -> new Problem(413, "Content Too Large", detail);
      case TOO_MANY_REQUESTS ->
          new Problem(429, "Too Many Requests", detail, seconds(e, LATER), List.of());
      case BRIDGE_REFUSED -> new Problem(502, "Bad Gateway", detail);
      case BRIDGE_UNAVAILABLE ->
          new Problem(503, "Service Unavailable", detail, seconds(e, LATER), List.of());
      case UNAVAILABLE ->
          new Problem(503, "Service Unavailable", detail, seconds(e, SOON), List.of());
    };
  }

  /** What JAX-RS itself refuses, and what the server refuses before it. */
  public static Problem ofStatus(int status) {
    return switch (status) {
      case 400 -> new Problem(400, "Bad Request", "The request cannot be understood");
      case 401 -> new Problem(401, "Unauthorized", "Log in to use this");
      case 403 -> new Problem(403, "Forbidden", "Not permitted");
      case 404 -> new Problem(404, "Not Found", "There is nothing at this address");
      case 405 -> new Problem(405, "Method Not Allowed", "This address has no such verb");
      case 406 -> new Problem(406, "Not Acceptable", "There is no such format");
      case 413 -> new Problem(413, "Content Too Large", "The request is too large");
      case 415 -> new Problem(415, "Unsupported Media Type", "Send application/json");
      case 503 -> away(SOON.toSeconds());
      default ->
          status >= 400 && status < 500
              ? new Problem(status, "Bad Request", "The request was refused")
              : unexpected("-");
    };
  }

  /** Says the number under which operators find the rest in the log, and nothing more. */
  public static Problem unexpected(String requestId) {
    return new Problem(
        500,
        "Internal Server Error",
        "Something went wrong here: the log has it under request " + requestId);
  }

  private static Problem away(long retryAfter) {
    return new Problem(
        503,
        "Service Unavailable",
        "The service is temporarily unavailable",
        retryAfter,
        List.of());
  }

  private static Problem invalid(ConstraintViolationException e) {
    List<FieldError> errors =
        e.getConstraintViolations().stream()
            .map(found -> new FieldError(name(found.getPropertyPath()), found.getMessage()))
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
            .toList();
    return new Problem(400, "Bad Request", "Some values cannot be taken: see errors", 0, errors);
  }

  /** As the caller wrote it: {@code webhookUrl} is {@code webhook_url}. */
  private static String name(Path path) {
    return SnakeCase.of(path.toString());
  }

  private static long seconds(GatewayException e, Duration otherwise) {
    return Math.max(1, e.retryAfter().orElse(otherwise).plusMillis(999).toSeconds());
  }
}
