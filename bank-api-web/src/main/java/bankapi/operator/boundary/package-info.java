/** How operators get in: login at the browser, tokens for scripts. */
@NullMarked
package bankapi.operator.boundary;

import org.jspecify.annotations.NullMarked;
