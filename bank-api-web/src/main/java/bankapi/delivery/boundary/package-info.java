/** Webhooks on their way to the sites, as operators see them. */
@NullMarked
package bankapi.delivery.boundary;

import org.jspecify.annotations.NullMarked;
