/** Starts Bank API as one executable jar: Payara Micro with the application inside. */
@NullMarked
package bankapi.launcher;

import org.jspecify.annotations.NullMarked;
