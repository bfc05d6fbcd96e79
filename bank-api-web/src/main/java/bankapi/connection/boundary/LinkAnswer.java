package bankapi.connection.boundary;

import bankapi.connection.control.LinkView;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** A link as sites read it; its address stands under two names, for clients of either. */
public record LinkAnswer(URI redirectUrl, URI url, UUID request, Instant expiresAt) {

  static LinkAnswer of(LinkView link) {
    return new LinkAnswer(link.url(), link.url(), link.request(), link.expiresAt());
  }
}
