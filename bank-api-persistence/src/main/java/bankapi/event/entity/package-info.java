/** Webhooks received from Bridge. */
@NullMarked
package bankapi.event.entity;

import org.jspecify.annotations.NullMarked;
