package bankapi.connection.boundary;

import bankapi.connection.control.BrowserReturn;
import bankapi.connection.control.ConnectReturns;
import bankapi.platform.boundary.DatabaseTrouble;
import bankapi.platform.boundary.Guest;
import bankapi.site.control.Language;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Where the browser comes back from Bridge. It is sent home to the site, or a page in its language
 * says what to do, and asks again by itself while the database is away; never a stack trace, never
 * an address that the request did not name.
 */
@Path("connect/return")
@Guest
@RequestScoped
public class ConnectReturnResource {

  private static final int LONGEST = 200;

  @Inject ConnectReturns returns;
  @Context HttpServletResponse response;

  @GET
  @Operation(hidden = true)
  public Response arrive(
      @QueryParam("context") @Nullable String context,
      @QueryParam("item_id") @Nullable String itemId,
      @QueryParam("success") @Nullable String success,
      @QueryParam("step") @Nullable String step,
      @HeaderParam("Accept-Language") @Nullable String languages) {
    BrowserReturn back = new BrowserReturn(id(itemId), truth(success), word(step));
    ConnectReturns.Arrival arrival;
    try {
      arrival = returns.arrive(cut(context), back);
    } catch (RuntimeException e) {
      if (!DatabaseTrouble.isCauseOf(e)) {
        throw e;
      }
      return page(
          Response.status(Response.Status.SERVICE_UNAVAILABLE)
              .header("Retry-After", ReturnPage.SOON),
          ReturnPage.wait(Language.reduce(languages, "en")));
    }
    if (arrival.home() != null) {
      return unkept(Response.status(Response.Status.FOUND).location(arrival.home()));
    }
    String lang = arrival.lang() != null ? arrival.lang() : languages;
    return page(
        Response.status(Response.Status.NOT_FOUND), ReturnPage.lost(Language.reduce(lang, "en")));
  }

  private Response page(Response.ResponseBuilder answer, String html) {
    // Set here, as a header of the answer might stand beside the filter's stricter one.
    response.setHeader("Content-Security-Policy", ReturnPage.POLICY);
    return unkept(answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8")).entity(html));
  }

  private static Response unkept(Response.ResponseBuilder answer) {
    return answer
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  private static @Nullable Long id(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Boolean truth(@Nullable String text) {
    return text == null ? null : Boolean.valueOf(text.equalsIgnoreCase("true"));
  }

  /** Bridge's steps are plain words; anything else is not repeated to the site. */
  private static @Nullable String word(@Nullable String text) {
    return text != null && text.matches("[a-z_]{1,60}") ? text : null;
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() > LONGEST ? null : text;
  }
}
