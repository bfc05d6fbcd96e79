/** Bank connections (items at Bridge) and who owns them. */
@NullMarked
package bankapi.item.entity;

import org.jspecify.annotations.NullMarked;
