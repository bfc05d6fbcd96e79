/** Who may look after the gateway: sessions at the browser, tokens for scripts. */
@NullMarked
package bankapi.operator.control;

import org.jspecify.annotations.NullMarked;
