package bankapi.connection.control;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * A link to hand to the bank's user.
 *
 * @param url Bridge's page; for one person and one visit
 * @param request the id to ask about later; no secret
 * @param expiresAt when the request is given up
 */
public record LinkView(URI url, UUID request, Instant expiresAt) {}
