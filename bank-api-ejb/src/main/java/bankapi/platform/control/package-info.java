/**
 * What every use case shares: the clock, the one business exception, hashing, encryption, start-up.
 */
@NullMarked
package bankapi.platform.control;

import org.jspecify.annotations.NullMarked;
