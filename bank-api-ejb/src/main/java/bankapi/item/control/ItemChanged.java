package bankapi.item.control;

/**
 * Something happened to an item. A synchronous CDI event, for those who remember things about it.
 *
 * @param itemId Bridge's id
 */
public record ItemChanged(long itemId) {}
