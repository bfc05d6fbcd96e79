/** Who is calling: keys, secrets, and what a site may know of itself. */
@NullMarked
package bankapi.site.boundary;

import org.jspecify.annotations.NullMarked;
