package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeSourcesTest {

  @ParameterizedTest
  @CsvSource({
    "'', 203.0.113.9, true",
    "'198.51.100.7, 192.0.2.0/24', 198.51.100.7, true",
    "'198.51.100.7, 192.0.2.0/24', 192.0.2.200, true",
    "'198.51.100.7, 192.0.2.0/24', 198.51.100.8, false",
    "'198.51.100.7, 192.0.2.0/24', localhost, false",
    "198.51.100.7, '', false"
  })
  void onlyListedAddressesWhereAnyIsListed(String configured, String address, boolean allowed) {
    assertThat(new BridgeSources(configured).allow(address)).isEqualTo(allowed);
  }
}
