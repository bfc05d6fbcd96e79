/** Banks and categories: what belongs to no user and rarely changes. */
@NullMarked
package bankapi.bank.control;

import org.jspecify.annotations.NullMarked;
