/** Bridge's webhooks: verified, stored before they are answered, worked off later. */
@NullMarked
package bankapi.event.control;

import org.jspecify.annotations.NullMarked;
