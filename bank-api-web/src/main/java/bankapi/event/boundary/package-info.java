/** Where Bridge's webhooks arrive. */
@NullMarked
package bankapi.event.boundary;

import org.jspecify.annotations.NullMarked;
