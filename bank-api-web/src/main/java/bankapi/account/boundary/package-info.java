/** The methods that hand out accounts and transactions. */
@NullMarked
package bankapi.account.boundary;

import org.jspecify.annotations.NullMarked;
