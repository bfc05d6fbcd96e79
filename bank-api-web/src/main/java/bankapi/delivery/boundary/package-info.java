/** Webhooks on their way to the sites: what sites may see and ask for, and what operators may. */
@NullMarked
package bankapi.delivery.boundary;

import org.jspecify.annotations.NullMarked;
