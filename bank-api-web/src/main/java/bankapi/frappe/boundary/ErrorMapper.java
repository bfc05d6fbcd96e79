package bankapi.frappe.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Every failure that no more specific mapper takes. */
@Provider
@ApplicationScoped
public class ErrorMapper implements ExceptionMapper<Throwable> {

  @Inject ErrorAnswers answers;

  @Override
  public Response toResponse(Throwable failure) {
    return answers.to(failure);
  }
}
