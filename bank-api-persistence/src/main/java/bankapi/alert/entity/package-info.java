/** What operators are told of: what is wrong, since when, and whom it was told. */
@NullMarked
package bankapi.alert.entity;

import org.jspecify.annotations.NullMarked;
