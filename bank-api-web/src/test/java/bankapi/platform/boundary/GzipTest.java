package bankapi.platform.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "gzip, deflate, br",
        "deflate;q=1.0, GZIP;q=0.5",
        "*",
        "x-gzip",
        "br, *;q=0.1"
      })
  void isWanted(String header) {
    assertThat(Gzip.accepts(header)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "gzipx"})
  void isNotWanted(String header) {
    assertThat(Gzip.accepts(header)).isFalse();
  }

  @Test
  void aWholeBodyIsReadable() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GzipBody body = new GzipBody(out);
    body.write("whole".getBytes(UTF_8));
    body.finish();
    body.close();

    assertThat(new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes())
        .isEqualTo("whole".getBytes(UTF_8));
  }

  @Test
  void flushSendsWhatIsThere() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GzipBody body = new GzipBody(out);
    body.write("page 1".getBytes(UTF_8));
    body.flush();

    GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()));
    assertThat(in.readNBytes(6)).isEqualTo("page 1".getBytes(UTF_8));
  }

  @Test
  void aBrokenBodyStaysBrokenEvenWhenItIsClosed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GzipBody body = new GzipBody(out);
    body.write("cut".getBytes(UTF_8));
    body.close();
    body.abandon();
    body.write("late".getBytes(UTF_8));
    body.flush();
    body.finish();
    body.close();

    GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()));
    assertThatThrownBy(in::readAllBytes).isInstanceOf(EOFException.class);
  }
}
