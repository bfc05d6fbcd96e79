/** The pages that operators work in. */
@NullMarked
package bankapi.console.boundary;

import org.jspecify.annotations.NullMarked;
