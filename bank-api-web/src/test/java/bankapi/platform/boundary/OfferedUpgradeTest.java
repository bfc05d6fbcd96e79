package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferedUpgradeTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10_000})
  void aBodyEndsWhereItWasAnnounced(int length) throws Exception {
    OfferedUpgrade.Announced body = new OfferedUpgrade.Announced(new Endless(), length);

    assertThat(body.isFinished()).isEqualTo(length == 0);
    assertThat(body.readAllBytes()).hasSize(length).doesNotContain(0);
    assertThat(body.isFinished()).isTrue();
    assertThat(body.read()).isNegative();
  }

  @Test
  void byteByByteToo() throws Exception {
    OfferedUpgrade.Announced body = new OfferedUpgrade.Announced(new Endless(), 2);

    assertThat(body.available()).isEqualTo(2);
    assertThat(body.read()).isEqualTo(1);
    assertThat(body.read(new byte[1], 0, 0)).isZero();
    assertThat(body.read()).isEqualTo(1);
    assertThat(body.read()).isNegative();
    assertThat(body.available()).isZero();
  }

  /** As Payara's: more may always come. */
  private static final class Endless extends ServletInputStream {

    @Override
    public int read() {
      return 1;
    }

    @Override
    public int available() {
      return Integer.MAX_VALUE;
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
