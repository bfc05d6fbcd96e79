/** The methods that hand out banks and categories. */
@NullMarked
package bankapi.bank.boundary;

import org.jspecify.annotations.NullMarked;
