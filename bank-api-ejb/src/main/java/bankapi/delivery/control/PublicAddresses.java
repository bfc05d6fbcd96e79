package bankapi.delivery.control;

import bankapi.platform.control.AddressBlock;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public Internet from all others: the special-purpose registries of IANA
 * (RFC 6890), multicast, and the addresses at which clouds hand out credentials.
 */
final class PublicAddresses {

  private static final List<AddressBlock> NOT_PUBLIC_4 =
      blocks(
          "0.0.0.0/8", // this host
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT; 100.100.100.200 is a cloud's metadata
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // a cloud's host agent, though the range is public
          "169.254.0.0/16", // link-local; 169.254.169.254 is the metadata of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments; 192.0.0.192 is a cloud's metadata
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  /** Only this part of IPv6 is given out for the public Internet … */
  private static final AddressBlock PUBLIC_6 = AddressBlock.of("2000::/3");

  /** … and not all of it. */
  private static final List<AddressBlock> NOT_PUBLIC_6 =
      blocks(
          "2001::/23", // protocol assignments, Teredo
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: an IPv4 address in disguise
          "3fff::/20"); // documentation

  /** An IPv4 address as an IPv6-only network writes it. */
  private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return publicV4(bytes);
    }
    if (NAT64.has(bytes)) {
      return publicV4(Arrays.copyOfRange(bytes, 12, 16));
    }
    return PUBLIC_6.has(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.has(bytes));
  }

  private static boolean publicV4(byte[] bytes) {
    return NOT_PUBLIC_4.stream().noneMatch(block -> block.has(bytes));
  }

  private static List<AddressBlock> blocks(String... cidrs) {
    return Arrays.stream(cidrs).map(AddressBlock::of).toList();
  }
}
