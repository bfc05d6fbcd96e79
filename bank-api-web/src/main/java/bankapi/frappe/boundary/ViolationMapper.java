package bankapi.frappe.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Takes invalid values, for which the servers bring more specific mappers than ours for Throwable.
 */
@Provider
@ApplicationScoped
public class ViolationMapper implements ExceptionMapper<ConstraintViolationException> {

  @Inject ErrorAnswers answers;

  @Override
  public Response toResponse(ConstraintViolationException failure) {
    return answers.to(failure);
  }
}
