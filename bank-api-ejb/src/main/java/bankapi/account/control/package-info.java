/** Accounts and transactions: passed through from Bridge page by page, never stored. */
@NullMarked
package bankapi.account.control;

import org.jspecify.annotations.NullMarked;
