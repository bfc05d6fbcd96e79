package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.control.GatewayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class SmallBodyTest {

  @Test
  void readsUpToTheLimit() throws IOException {
    byte[] body = new byte[SmallBody.LIMIT];

    assertThat(SmallBody.read(new ByteArrayInputStream(body), null)).hasSize(SmallBody.LIMIT);
    assertThat(SmallBody.read(null, null)).isEmpty();
    assertThat(SmallBody.read(new ByteArrayInputStream(body), "nonsense")).hasSize(body.length);
  }

  @Test
  void refusesOneByteMoreAndReadsItAway() {
    InputStream chunked = new ByteArrayInputStream(new byte[SmallBody.LIMIT + 100_000]);
    InputStream announced = new ByteArrayInputStream(new byte[SmallBody.LIMIT + 1]);

    tooLarge(chunked, null);
    tooLarge(announced, String.valueOf(SmallBody.LIMIT + 1));
    assertThat(chunked).isEmpty();
    assertThat(announced).isEmpty();
  }

  @Test
  void doesNotReadAwayWithoutEnd() {
    long[] read = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            read[0]++;
            return 1;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            read[0] += length;
            return length;
          }
        };

    tooLarge(endless, null);
    assertThat(read[0]).isLessThan(9 * 1024 * 1024);
  }

  @Test
  void aConnectionThatBreaksWhileReadingAwayIsTooLargeStill() {
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the server's own limit");
          }
        };

    tooLarge(breaking, "99999999");
  }

  private static void tooLarge(InputStream in, String length) {
    assertThatThrownBy(() -> SmallBody.read(in, length))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> assertThat(e.code()).isEqualTo(GatewayException.Code.TOO_LARGE));
  }
}
