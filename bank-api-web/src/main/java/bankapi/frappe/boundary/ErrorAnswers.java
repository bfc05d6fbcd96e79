package bankapi.frappe.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Problem;
import bankapi.admin.boundary.Problems;
import bankapi.platform.boundary.ApiPath;
import bankapi.platform.boundary.RequestId;
import bankapi.platform.boundary.UnexpectedFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Turns any failure into an answer, a problem (RFC 9457) for the admin API and Frappe's shape for
 * everybody else; what nobody expected is logged once under the request's id.
 */
@ApplicationScoped
public class ErrorAnswers {

  @Inject RequestId requestId;
  @Inject UnexpectedFailures unexpected;
  @Inject HttpServletRequest request;

  Response to(Throwable failure) {
    if (AdminPath.isOf(request)) {
      return problem(
          Problems.of(failure)
              .orElseGet(
                  () -> {
                    unexpected.log(requestId.value(), failure);
                    return Problems.unexpected(requestId.value());
                  }));
    }
    return answer(
        FrappeErrors.of(failure)
            .orElseGet(
                () -> {
                  unexpected.log(requestId.value(), failure);
                  return FrappeErrors.unexpected(requestId.value());
                }));
  }

  private Response problem(Problem problem) {
    Response.ResponseBuilder answer = Response.status(problem.status());
    if (problem.retryAfter() > 0) {
      answer.header("Retry-After", problem.retryAfter());
    }
    if (problem.status() == 401) {
      answer.header("WWW-Authenticate", "Bearer realm=\"bank-api\"");
    }
    String json = problem.json(request.getRequestURI(), requestId.value()).toString();
    return answer.entity(FrappeAnswer.bytes(json)).type(Problem.MEDIA_TYPE).build();
  }

  private Response answer(FrappeError error) {
    Response.ResponseBuilder answer = Response.status(error.status());
    if (error.retryAfter() > 0) {
      answer.header("Retry-After", error.retryAfter());
    }
    if (error.status() == 401) {
      answer.header("WWW-Authenticate", "token realm=\"bank-api\"");
    }
    String path = ApiPath.of(request);
    if (wantsPage(path, request.getAttribute(NeutralHeaders.ACCEPT))) {
      return answer
          .entity(error.page())
          .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
          .build();
    }
    byte[] body = FrappeAnswer.bytes(error.body().toString());
    return answer.entity(body).type(MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** Browsers ask for text/html first; methods answer JSON whoever asks. */
  static boolean wantsPage(String path, @Nullable Object accept) {
    return !NeutralHeaders.isMethod(path)
        && accept instanceof String written
        && written.startsWith("text/html");
  }
}
