package bankapi.platform.boundary;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A gzip stream whose end (the trailer) is written by {@link #finish} alone. A {@code close} by the
 * server or by a resource must not make a cut answer look whole.
 */
final class GzipBody extends GZIPOutputStream {

  private boolean ended;

  GzipBody(OutputStream out) throws IOException {
    super(out, 8192, true);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (!ended) {
      super.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    if (ended) {
      out.flush();
    } else {
      super.flush();
    }
  }

  @Override
  public void finish() throws IOException {
    if (!ended) {
      super.finish();
      ended = true;
      def.end();
    }
  }

  /** Gives the memory back without writing the end. */
  void abandon() {
    ended = true;
    def.end();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
