package bankapi.site.boundary;

import java.time.Instant;

/** A new secret, and until when the old one signs beside it. */
public record RotatedSecret(String site, String secret, Instant previousValidUntil) {}
