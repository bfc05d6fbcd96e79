package bankapi.frappe.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Takes what JAX-RS itself throws (unknown path, verb), for which servers bring their own pages.
 */
@Provider
@ApplicationScoped
public class WebErrorMapper implements ExceptionMapper<WebApplicationException> {

  @Inject ErrorAnswers answers;

  @Override
  public Response toResponse(WebApplicationException failure) {
    Response meant = failure.getResponse();
    return meant.getStatus() < 400 ? meant : answers.to(failure); // a redirect is no error
  }
}
