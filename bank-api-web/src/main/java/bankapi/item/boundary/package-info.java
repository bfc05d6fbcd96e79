/** What sites may do with an item. */
@NullMarked
package bankapi.item.boundary;

import org.jspecify.annotations.NullMarked;
