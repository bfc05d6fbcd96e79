package bankapi.item.boundary;

import bankapi.item.control.Freshness;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Says on an answer with bank data how far it can be relied on. What is not known is not there.
 * Times are RFC 3339 in UTC.
 */
public final class FreshnessHeaders {

  private static final String DATA_AS_OF = "X-Bank-Data-As-Of";
  private static final String CONSENT_EXPIRES_AT = "X-Consent-Expires-At";
  private static final String STATUS = "X-Bank-Item-Status";

  private FreshnessHeaders() {}

  public static Response on(Response answer, Freshness freshness) {
    Response.ResponseBuilder more = Response.fromResponse(answer);
    add(more, DATA_AS_OF, freshness.dataAsOf());
    add(more, CONSENT_EXPIRES_AT, freshness.consentExpiresAt());
    add(more, STATUS, freshness.status());
    return more.build();
  }

  private static void add(Response.ResponseBuilder answer, String name, @Nullable Object value) {
    if (value != null) {
      answer.header(name, value.toString());
    }
  }
}
