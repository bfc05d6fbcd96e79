package bankapi.bridge.control;

import java.net.URI;

/**
 * A page at Bridge where a person connects a bank. Made for one click, never stored.
 *
 * @param id Bridge's id of the session
 * @param url where the browser goes
 */
public record ConnectSession(String id, URI url) {}
