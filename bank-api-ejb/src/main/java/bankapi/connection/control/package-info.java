/** Connecting a bank: the link, the way back, and what became of it. */
@NullMarked
package bankapi.connection.control;

import org.jspecify.annotations.NullMarked;
