package bankapi.platform.control;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** All IP addresses that begin with the same bits, written {@code 10.0.0.0/8} or as one address. */
public final class AddressBlock {

  /** Nothing that could be a name, which would be looked up. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final byte[] start;
  private final int bits;

  private AddressBlock(byte[] start, int bits) {
    this.start = start;
    this.bits = bits;
  }

  /**
   * @throws IllegalArgumentException on anything else, naming it
   */
  public static AddressBlock of(String text) {
    int slash = text.indexOf('/');
    byte[] start = bytes(slash < 0 ? text : text.substring(0, slash));
    int bits = slash < 0 ? start.length * 8 : number(text, text.substring(slash + 1));
    if (start.length == 0 || bits < 0 || bits > start.length * 8) {
      throw new IllegalArgumentException("not an address or a block of addresses: " + text);
    }
    return new AddressBlock(start, bits);
  }

  /**
   * Several, separated by commas; none for a blank text.
   *
   * @param setting named by the error
   * @throws IllegalStateException on a broken one
   */
  public static List<AddressBlock> list(String setting, String text) {
    try {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .map(AddressBlock::of)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(setting + ": " + e.getMessage(), e);
    }
  }

  /** Whether an address as text lies in it; false for a text that is no address. */
  public boolean has(String address) {
    return has(bytes(address));
  }

  /**
   * @param address 4 or 16 bytes
   */
  public boolean has(byte[] address) {
    if (address.length != start.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Empty for a text that is no address. An IPv4 address in IPv6 writing is the IPv4 address. */
  private static byte[] bytes(String literal) {
    if (!LITERAL.matcher(literal).matches()) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }

  private static int number(String text, String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not an address or a block of addresses: " + text, e);
    }
  }
}
