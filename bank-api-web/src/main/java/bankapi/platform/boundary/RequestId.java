package bankapi.platform.boundary;

import jakarta.enterprise.context.RequestScoped;

/** The id under which a request is found again in the logs and named to the caller. */
@RequestScoped
public class RequestId {

  private String value = "-";

  void set(String id) {
    value = id;
  }

  /** 1 to 64 letters, digits and hyphens; {@code -} before the request was numbered. */
  public String value() {
    return value;
  }
}
