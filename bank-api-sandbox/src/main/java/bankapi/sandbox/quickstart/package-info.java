/** The gateway and the sandbox together on one machine, ready to click through. */
@NullMarked
package bankapi.sandbox.quickstart;

import org.jspecify.annotations.NullMarked;
