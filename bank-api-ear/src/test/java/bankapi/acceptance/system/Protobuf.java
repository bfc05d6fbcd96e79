package bankapi.acceptance.system;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of Protocol Buffers, read without its schema. What is not there is empty, or 0.
 *
 * @param fields in the order of the message
 */
record Protobuf(List<Field> fields) {

  /**
   * One field of it.
   *
   * @param value of a number
   * @param content of anything else
   */
  private record Field(int number, long value, byte[] content) {}

  static Protobuf of(byte[] message) {
    ByteBuffer rest = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (rest.hasRemaining()) {
      long tag = varint(rest);
      int number = (int) (tag >>> 3);
      fields.add(
          switch ((int) (tag & 7)) {
            case 0 -> new Field(number, varint(rest), new byte[0]);
            case 1 -> new Field(number, rest.getLong(), new byte[0]);
            case 2 -> new Field(number, 0, content(rest));
            case 5 -> new Field(number, rest.getInt(), new byte[0]);
            default -> throw new IllegalArgumentException("no wire type: " + tag);
          });
    }
    return new Protobuf(fields);
  }

  private static long varint(ByteBuffer rest) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = rest.get();
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  private static byte[] content(ByteBuffer rest) {
    byte[] content = new byte[(int) varint(rest)];
    rest.get(content);
    return content;
  }

  List<Protobuf> messages(int number) {
    return fields.stream()
        .filter(field -> field.number() == number)
        .map(field -> of(field.content()))
        .toList();
  }

  Protobuf message(int number) {
    return of(bytes(number));
  }

  boolean has(int number) {
    return fields.stream().anyMatch(field -> field.number() == number);
  }

  byte[] bytes(int number) {
    return fields.stream()
        .filter(field -> field.number() == number)
        .map(Field::content)
        .findFirst()
        .orElse(new byte[0]);
  }

  String text(int number) {
    return new String(bytes(number), StandardCharsets.UTF_8);
  }

  long number(int number) {
    return fields.stream()
        .filter(field -> field.number() == number)
        .mapToLong(Field::value)
        .findFirst()
        .orElse(0);
  }
}
