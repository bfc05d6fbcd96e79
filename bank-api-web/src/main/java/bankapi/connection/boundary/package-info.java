/** The four link methods, the request's outcome, and the browser's way back. */
@NullMarked
package bankapi.connection.boundary;

import org.jspecify.annotations.NullMarked;
