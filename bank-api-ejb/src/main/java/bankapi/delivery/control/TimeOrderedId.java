package bankapi.delivery.control;

import java.time.Instant;
import java.util.UUID;

/**
 * Ids that grow with time (UUID version 7, RFC 9562): 48 bits of milliseconds, then random. A table
 * sorted by them is sorted by age, and its index is written at one end only.
 */
final class TimeOrderedId {

  /** Before all of them. */
  static final UUID FIRST = new UUID(0, 0);

  private TimeOrderedId() {}

  /** Not after any that was made at this time or later, and after all that were made before. */
  static UUID firstAt(Instant at) {
    return new UUID(Math.max(0, at.toEpochMilli()) << 16, 0);
  }

  static UUID at(Instant now) {
    UUID random = UUID.randomUUID();
    long head = (now.toEpochMilli() << 16) | 0x7000L | (random.getMostSignificantBits() & 0x0fffL);
    return new UUID(head, random.getLeastSignificantBits());
  }

  /** When the id was made. */
  static Instant madeAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
