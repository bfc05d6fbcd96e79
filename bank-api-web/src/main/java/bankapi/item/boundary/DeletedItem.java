package bankapi.item.boundary;

/** An item that is gone, as sites read it. */
public record DeletedItem(long itemId, boolean deleted) {}
