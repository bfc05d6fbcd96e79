package bankapi.item.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bankapi.platform.TestBeans;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutagePolicyTest {

  private final OutagePolicy policy = TestBeans.create(OutagePolicy.class);

  @ParameterizedTest
  @CsvSource({
    "3, 2, 3, true",
    "2, 2, 2, false",
    "3, 1, 3, false",
    "300, 1, 300, false",
    "3, 2, 15, true",
    "3, 2, 16, false",
    "200, 2, 1000, true",
    "199, 100, 1000, false"
  })
  void aBankIsDownWhenManyOfSeveralSitesFail(long failing, long sites, long tried, boolean down) {
    assertThat(policy.isDown(failing, sites, tried)).isEqualTo(down);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 20, 2, bankapi.outage.items",
    "3, 0, 20, 2, bankapi.outage.sites",
    "3, 2, -1, 2, bankapi.outage.percent",
    "3, 2, 101, 2, bankapi.outage.percent",
    "3, 2, 20, 0, bankapi.outage.recovered-items"
  })
  void aThresholdThatMakesNoSenseIsNamed(
      int items, int sites, int percent, int recovered, String setting) {
    policy.items = items;
    policy.sites = sites;
    policy.percent = percent;
    policy.recoveredItems = recovered;
    assertThatIllegalStateException().isThrownBy(policy::check).withMessageStartingWith(setting);
  }

  @ParameterizedTest
  @CsvSource({"true, 0, false", "true, 1, false", "true, 2, true", "false, 0, true"})
  void aBankIsUpWhenItemsComeThroughAgain(boolean anyFails, long well, boolean up) {
    assertThat(policy.isUp(anyFails, well)).isEqualTo(up);
  }
}
