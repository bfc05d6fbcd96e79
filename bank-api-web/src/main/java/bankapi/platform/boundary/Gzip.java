package bankapi.platform.boundary;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compresses JSON answers for clients that accept gzip: streams always, other answers from 1 kB. An
 * answer that breaks off stays a broken gzip stream.
 */
@Provider
@ApplicationScoped
@Priority(
    Priorities.HEADER_DECORATOR + 100) // response filters run from high to low: after wrapping
public class Gzip implements ContainerResponseFilter, WriterInterceptor {

  private static final String WANTED = "bankapi.platform.gzip";
  private static final int WORTH_IT = 1024;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    boolean worthIt =
        response.hasEntity()
            && isJson(response.getMediaType())
            && isLarge(response.getEntity())
            && !response.getHeaders().containsKey(HttpHeaders.CONTENT_ENCODING);
    boolean wanted = worthIt && accepts(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
    request.setProperty(WANTED, wanted);
    if (worthIt) {
      response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (wanted) {
      response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!Boolean.TRUE.equals(context.getProperty(WANTED))) {
      context.proceed();
      return;
    }
    GzipBody body = new GzipBody(context.getOutputStream());
    context.setOutputStream(body);
    boolean whole = false;
    try {
      context.proceed();
      whole = true;
    } finally {
      if (whole) {
        body.finish();
      } else {
        body.abandon();
      }
    }
  }

  private static boolean isJson(@Nullable MediaType type) {
    return type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
  }

  private static boolean isLarge(Object entity) {
    return entity instanceof StreamingOutput
        || (entity instanceof byte[] bytes && bytes.length >= WORTH_IT);
  }

  /** RFC 9110 12.5.3, as far as gzip goes: named or by {@code *}, and not with weight 0. */
  static boolean accepts(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    Boolean any = null;
    for (String part : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
      String[] pieces = part.split(";", 2);
      boolean allowed =
          pieces.length < 2 || !pieces[1].strip().matches("q\\s*+=\\s*+0(\\.0{0,3})?");
      String coding = pieces[0].strip();
      if (coding.equals("gzip") || coding.equals("x-gzip")) {
        return allowed;
      }
      if (coding.equals("*")) {
        any = allowed;
      }
    }
    return Boolean.TRUE.equals(any);
  }
}
