/** Who may call and on whose behalf: API users, their sites, the Bridge users behind them. */
@NullMarked
package bankapi.site.entity;

import org.jspecify.annotations.NullMarked;
