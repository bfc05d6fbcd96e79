/** Signs and sends the simulator's webhooks, faithfully or, when told to, badly. */
@NullMarked
package bankapi.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
