package bankapi.launcher;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Standard output and error that can be silenced, also for those who took hold of them before: the
 * server says goodbye in its own words.
 */
final class Mute extends FilterOutputStream {
  private static volatile boolean silent;

  private Mute(OutputStream out) {
    super(out);
  }

  /** From now on everybody writes through this. */
  static void install() {
    System.setOut(new PrintStream(new Mute(System.out), true, Charset.defaultCharset()));
    System.setErr(new PrintStream(new Mute(System.err), true, Charset.defaultCharset()));
  }

  static void on() {
    silent = true;
  }

  @Override
  public void write(int character) throws IOException {
    if (!silent) {
      out.write(character);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!silent) {
      out.write(bytes, offset, length);
    }
  }
}
