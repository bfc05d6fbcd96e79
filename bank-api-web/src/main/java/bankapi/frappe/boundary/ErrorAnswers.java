package bankapi.frappe.boundary;

import bankapi.platform.boundary.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Turns any failure into an answer; what nobody expected is logged once under the request's id. */
@ApplicationScoped
public class ErrorAnswers {

  @Inject RequestId requestId;
  @Inject UnexpectedFailures unexpected;
  @Inject HttpServletRequest request;

  Response to(Throwable failure) {
    return answer(
        FrappeErrors.of(failure)
            .orElseGet(
                () -> {
                  unexpected.log(requestId.value(), failure);
                  return FrappeErrors.unexpected(requestId.value());
                }));
  }

  private Response answer(FrappeError error) {
    Response.ResponseBuilder answer = Response.status(error.status());
    if (error.retryAfter() > 0) {
      answer.header("Retry-After", error.retryAfter());
    }
    if (error.status() == 401) {
      answer.header("WWW-Authenticate", "token realm=\"bank-api\"");
    }
    String path = request.getRequestURI().substring(request.getContextPath().length());
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
