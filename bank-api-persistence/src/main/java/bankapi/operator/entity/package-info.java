/** Operators' sessions and tokens, as every node knows them. */
@NullMarked
package bankapi.operator.entity;

import org.jspecify.annotations.NullMarked;
