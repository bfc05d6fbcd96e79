/** Alerts at the admin API. */
@NullMarked
package bankapi.alert.boundary;

import org.jspecify.annotations.NullMarked;
