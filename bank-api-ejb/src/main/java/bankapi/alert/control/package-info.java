/** Tells operators what is wrong, once, and when it is over. */
@NullMarked
package bankapi.alert.control;

import org.jspecify.annotations.NullMarked;
