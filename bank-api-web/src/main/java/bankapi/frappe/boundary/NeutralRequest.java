package bankapi.frappe.boundary;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request whose Content-Type or Accept was replaced by one that says nothing. */
final class NeutralRequest extends HttpServletRequestWrapper {

  private final boolean noType;
  private final boolean noAccept;

  NeutralRequest(HttpServletRequest request, boolean noType, boolean noAccept) {
    super(request);
    this.noType = noType;
    this.noAccept = noAccept;
  }

  @Override
  public @Nullable String getContentType() {
    return noType ? "application/octet-stream" : super.getContentType();
  }

  @Override
  public @Nullable String getHeader(String name) {
    String neutral = neutral(name);
    return neutral == null ? super.getHeader(name) : neutral;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String neutral = neutral(name);
    return neutral == null ? super.getHeaders(name) : Collections.enumeration(List.of(neutral));
  }

  private @Nullable String neutral(String name) {
    if (noType && name.equalsIgnoreCase("Content-Type")) {
      return "application/octet-stream";
    }
    return noAccept && name.equalsIgnoreCase("Accept") ? "*/*" : null;
  }
}
