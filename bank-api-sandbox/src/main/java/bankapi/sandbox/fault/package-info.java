/** What can go wrong on the way: rules that spoil answers on purpose. */
@NullMarked
package bankapi.sandbox.fault;

import org.jspecify.annotations.NullMarked;
