package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestViewTest {

  private static final UUID BRIDGE = UUID.fromString("0195a1b2-0000-7000-8000-00000000abcd");

  private final RequestView request =
      new RequestView(
          UUID.randomUUID(),
          UUID.randomUUID(),
          BRIDGE,
          UUID.randomUUID(),
          UUID.randomUUID(),
          "erp",
          "u1",
          "pending",
          null,
          null,
          null,
          null,
          null,
          "https://erp.fr/banks",
          "fr");

  @Test
  void siteAndUserNeedNotBeGivenButMustAgree() {
    assertThat(request.isOf(null, null)).isTrue();
    assertThat(request.isOf("erp", "u1")).isTrue();
    assertThat(request.isOf(null, BRIDGE.toString().toUpperCase(Locale.ROOT))).isTrue();
    assertThat(request.isOf("other", null)).isFalse();
    assertThat(request.isOf("other", "u1")).isFalse();
    assertThat(request.isOf("erp", "u2")).isFalse();
    assertThat(request.isOf(null, "")).isFalse();
  }
}
