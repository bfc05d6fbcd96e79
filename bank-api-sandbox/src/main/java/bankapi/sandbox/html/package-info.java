/** Writing web pages by hand without ever forgetting to escape. */
@NullMarked
package bankapi.sandbox.html;

import org.jspecify.annotations.NullMarked;
