/** Who calls, which site they are, and whose Bridge user a call means. */
@NullMarked
package bankapi.site.control;

import org.jspecify.annotations.NullMarked;
