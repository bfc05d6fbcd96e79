/** What operators see across features. */
@NullMarked
package bankapi.console.boundary;

import org.jspecify.annotations.NullMarked;
