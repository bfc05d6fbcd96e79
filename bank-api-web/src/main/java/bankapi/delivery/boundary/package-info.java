/** What sites and operators may see of webhooks, and ask for. */
@NullMarked
package bankapi.delivery.boundary;

import org.jspecify.annotations.NullMarked;
