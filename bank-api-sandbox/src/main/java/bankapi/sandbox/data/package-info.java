/**
 * Believable bank data, computed from a seed: the same seed always gives the same accounts and
 * rows.
 */
@NullMarked
package bankapi.sandbox.data;

import org.jspecify.annotations.NullMarked;
