/** Items: who owns one, what Bridge says of it, deleting and refreshing it, telling the site. */
@NullMarked
package bankapi.item.control;

import org.jspecify.annotations.NullMarked;
