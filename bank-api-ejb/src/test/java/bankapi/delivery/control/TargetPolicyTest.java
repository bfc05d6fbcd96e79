package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPolicyTest {

  private final TargetPolicy strict = new TargetPolicy();
  private final TargetPolicy development = new TargetPolicy();

  TargetPolicyTest() {
    development.allowLoopback = true;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void notPublic(String address) throws UnknownHostException {
    assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isFalse();
    assertThatThrownBy(() -> strict.resolve(address))
        .isInstanceOf(TargetPolicy.RefusedAddress.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "168.63.129.17",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.1.1",
        "198.17.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00::1",
        "64:ff9b::101:101"
      })
  void isPublic(String address) throws UnknownHostException {
    assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isTrue();
    assertThat(strict.resolve(address)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "localhost", "2130706433"})
  void thisMachineOnlyInDevelopment(String host) {
    assertThatThrownBy(() -> strict.resolve(host)).isInstanceOf(TargetPolicy.RefusedAddress.class);
    assertThatCode(() -> development.resolve(host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "0.0.0.0", "::", "fd00::1"})
  void otherPrivateAddressesNotEvenInDevelopment(String host) {
    assertThatThrownBy(() -> development.resolve(host))
        .isInstanceOf(TargetPolicy.RefusedAddress.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://erp.example.com/hook, https",
    "ftp://erp.example.com/hook, https",
    "file:///etc/passwd, host",
    "//erp.example.com/hook, https",
    "erp.example.com/hook, host",
    "https:///hook, host",
    "https://user@erp.example.com/, password",
    "https://user:secret@erp.example.com/, password",
    "https://erp.example.com:443@127.0.0.1/, password",
    "https://exämple.com/, host",
    "https://erp example.com/, read",
    "http://localhost/hook, https",
    "http://127.0.0.1:8069/, https"
  })
  void refusedUrls(String url, String why) {
    assertThatThrownBy(() -> strict.check(url))
        .isInstanceOf(TargetPolicy.RefusedUrl.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://erp.example.com/hook",
        "HTTPS://erp.example.com:8443/hook?a=b#c",
        "https://[2606:4700::1111]/"
      })
  void acceptedUrls(String url) {
    assertThatCode(() -> strict.check(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8069/hook",
        "http://erp.localhost/",
        "http://127.0.0.1:1/",
        "http://[::1]:80/"
      })
  void plainHttpToThisMachineInDevelopment(String url) {
    assertThatCode(() -> development.check(url)).doesNotThrowAnyException();
  }

  @Test
  void plainHttpToOthersNotEvenInDevelopment() {
    assertThatThrownBy(() -> development.check("http://127.0.0.1.example.com/"))
        .isInstanceOf(TargetPolicy.RefusedUrl.class);
    assertThatThrownBy(() -> development.check("http://user@localhost/"))
        .isInstanceOf(TargetPolicy.RefusedUrl.class);
  }
}
