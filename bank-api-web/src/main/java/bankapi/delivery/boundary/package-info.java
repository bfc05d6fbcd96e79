/** What sites may see of their webhooks, and ask for. */
@NullMarked
package bankapi.delivery.boundary;

import org.jspecify.annotations.NullMarked;
