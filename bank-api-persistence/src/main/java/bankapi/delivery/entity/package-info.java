/** Webhooks on their way to the sites. */
@NullMarked
package bankapi.delivery.entity;

import org.jspecify.annotations.NullMarked;
