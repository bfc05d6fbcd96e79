/** The levers of the simulator, for tests and developers; only from this machine. */
@NullMarked
package bankapi.sandbox.admin;

import org.jspecify.annotations.NullMarked;
